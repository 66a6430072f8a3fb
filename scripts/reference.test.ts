import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pages } from "./reference/pages.ts";
import { raisedIn } from "./reference/raised.ts";

const root = join(import.meta.dirname, "..");
const made = await pages(root);

test.each(Object.entries(made))("docs/reference/%s is made from this source", (name, text) => {
  expect(readFileSync(join(root, "docs", "reference", name), "utf8")).toBe(text);
});

test.each(["workload.md", "inventory.md", "plan.md", "commands.md"])("%s gives every key a meaning", (name) => {
  const rows = made[name]!.split("\n").filter((line) => line.startsWith("| `"));
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((row) => /\|\s*\|$/.test(row))).toEqual([]);
});

describe("codes", () => {
  const raised = raisedIn(root);
  const source = globSync("{sizing,components,loadgen,cli,stacks,scripts}/**/*.{ts,mjs}", { cwd: root })
    .filter((file) => !/\.test\.ts$|testing\/|fixtures\.ts$/.test(file))
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n");

  test("every code that the source writes is on the page", () => {
    const written = new Set(source.match(/PLM-[A-Z0-9]+-\d{3}/g));
    expect(written.size).toBeGreaterThan(150);
    expect([...written].filter((code) => !made["errors.md"]!.includes(`\`${code}\``))).toEqual([]);
  });

  test("a code is a refusal or a problem of one kind, and of one part of the program", () => {
    const ofCode = Map.groupBy(raised, ({ code }) => code);
    const parts = (code: string) => [
      ...new Set(ofCode.get(code)!.map(({ kind, file }) => `${kind} in ${file.split("/")[0]}`)),
    ];
    const several = [...ofCode.keys()].filter((code) => parts(code).length > 1);
    // Work is interrupted wherever it waits.
    expect(several).toEqual(["PLM-INTERRUPT-001"]);
  });

  test("what is documented says what happened and what to do", () => {
    for (const { code, kind, what, remedies } of raised) {
      expect(code).toMatch(/^PLM-[A-Z0-9]+-\d{3}$/);
      expect({ code, what: what.join("") }).toEqual({ code, what: expect.stringMatching(/\S/) });
      if (kind !== "refusal")
        expect({ code, remedies: remedies.join("") }).toEqual({ code, remedies: expect.stringMatching(/\S/) });
    }
  });
});
