import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exitCodes } from "../cli/exit.ts";
import { shellBlocks } from "../scripts/docs/blocks.ts";
import { documents } from "../scripts/docs/documents.ts";
import { processesBelow } from "./remains.ts";
import { type Scratch, scratch } from "./scratch.ts";

const pages = (await documents()).flatMap(({ path, text }) => {
  const blocks = shellBlocks(text);
  return blocks.length === 0 ? [] : [{ path, blocks }];
});

/** Of the lines wanted those that are in the output, as long as they are there in their order. */
function inOrder(wanted: readonly string[], output: readonly string[]): string[] {
  let from = 0;
  const missing = wanted.findIndex((line) => {
    from = output.indexOf(line, from) + 1;
    return from === 0;
  });
  return missing < 0 ? [...wanted] : wanted.slice(0, missing);
}

// As a reader does: page after page in one folder, so that a page has what those before it made.
describe("the commands of the documents", () => {
  const told: string[] = [];
  let folder: Scratch;
  beforeAll(async () => {
    folder = await scratch();
  });
  afterAll(async () => {
    await folder?.remove();
    console.log(told.join("\n"));
  });

  /** On a machine whose cores are busy elsewhere a proof is invalid, and is made anew. */
  async function tryOut(script: string) {
    const ended = await folder.run(script);
    return ended.code === exitCodes.invalid ? folder.run(script) : ended;
  }

  test.each(pages)("$path", async ({ path, blocks }) => {
    for (const { line, script, treatment, shown } of blocks) {
      const place = `${path}:${line}`;
      if (treatment.kind === "parsed") told.push(`not run: ${place}, ${treatment.reason}`);
      else {
        const begun = performance.now();
        const { code, output } = await tryOut(script);
        told.push(`run: ${place}, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
        expect(code, `${place}\n${script}\n${output}`).toBe(treatment.exitCode);
        expect(inOrder(shown, output.split("\n")), `what ${place} shows`).toEqual(shown);
      }
    }
    expect(blocks.length).toBeGreaterThan(0);
  });

  test("leave nothing running", async () => {
    expect(await processesBelow(folder.state)).toEqual([]);
    const all = pages.flatMap(({ blocks }) => blocks);
    const run = all.filter(({ treatment }) => treatment.kind === "run").length;
    told.push(`${run} blocks of the documents were run, ${all.length - run} only parsed`);
    expect(run).toBeGreaterThanOrEqual(20);
  });
});
