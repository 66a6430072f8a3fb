import { describe, expect, test } from "vitest";
import { buildProgram } from "../../cli/program.ts";
import { fakeTerminal } from "../../cli/testing/fakes.ts";
import packageJson from "../../package.json" with { type: "json" };
import { type Block, shellBlocks } from "./blocks.ts";
import { npmScripts, plimsollCommands } from "./command-lines.ts";
import { documents } from "./documents.ts";
import { brokenLinks } from "./links.ts";

/** Parses as the command line does, and does nothing; the program keeps state, so each line has one of its own. */
const parse = async (words: readonly string[]): Promise<void> => {
  const program = await buildProgram(
    { terminal: fakeTerminal() },
    async () => {},
    ({ name }) => words.includes(name),
  );
  await program.parseAsync([...words], { from: "user" });
};

const pages = await documents();
const where = (path: string, { line }: Block) => `${path}:${line}`;
const blocks = pages.flatMap(({ path, text }) =>
  shellBlocks(text).map((block): [string, Block] => [where(path, block), block]),
);
const ofPlimsoll = blocks.filter(([, { script }]) => plimsollCommands(script).length > 0);

test.each(ofPlimsoll)("the command lines of %s are such as the program takes", async (_, { script }) => {
  for (const words of plimsollCommands(script)) await expect(parse(words), words.join(" ")).resolves.toBeUndefined();
});

test("the scripts that pages ask npm for are there", () => {
  const asked = blocks.flatMap(([place, { script }]) => npmScripts(script).map((name) => ({ place, name })));
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(({ name }) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
});

describe("in the text", async () => {
  const program = await buildProgram(
    { terminal: fakeTerminal() },
    async () => {},
    () => true,
  );
  const options = new Map(program.commands.map((one) => [one.name(), new Set(one.options.map(({ long }) => long))]));
  const global = ["--help", "--version"];

  test.each(pages)("$path names commands and options that there are", ({ text }) => {
    const inline = [...text.matchAll(/`(?:npx )?plimsoll ([^`\n]+)`/g)].map(([, rest]) => rest!.split(/[\s=]+/));
    const unknown = inline.flatMap(([name = "", ...words]) => {
      if (name.startsWith("-")) return global.includes(name) ? [] : [name];
      const known = options.get(name);
      if (known === undefined) return /^[A-Z]/.test(name) ? [] : [name];
      const wrong = words.filter((word) => word.startsWith("--") && !known.has(word) && !global.includes(word));
      return wrong.map((word) => `${name} ${word}`);
    });
    expect(unknown).toEqual([]);
  });

  test.each(pages)("the links of $path lead somewhere", async (page) => {
    expect(await brokenLinks(page)).toEqual([]);
  });
});
