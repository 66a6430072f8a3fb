import fc from "fast-check";
import { expect, test } from "vitest";
import { around, diffLines } from "./diff.ts";

const shown = (before: string, after: string) =>
  diffLines(before, after).map(
    ({ kind, text }) => `${{ same: " ", added: "+", removed: "-", "left out": "~" }[kind]}${text}`,
  );

test("a changed line goes and comes, the others stay", () => {
  expect(shown("a\nb\nc\n", "a\nx\nc\nd\n")).toEqual([" a", "-b", "+x", " c", "+d"]);
});

test("what does not exist is all new", () => {
  expect(shown("", "a\nb\n")).toEqual(["+a", "+b"]);
});

const text = fc
  .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 })
  .map((lines) => lines.map((line) => `${line}\n`).join(""));

test("both texts can be read from their diff", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const side = (other: string) => lines.flatMap((line) => (line.kind === other ? [] : [`${line.text}\n`])).join("");
      expect(side("added")).toBe(before);
      expect(side("removed")).toBe(after);
    }),
  );
});

test("far from a change lines are counted", () => {
  const lines = diffLines("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\nsix\n");
  expect(around(lines, 1).map(({ text }) => text)).toEqual(["4 lines as before", "5", "6", "six"]);
});
