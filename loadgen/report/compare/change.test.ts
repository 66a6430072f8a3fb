import fc from "fast-check";
import { expect, test } from "vitest";
import { count } from "../figures.ts";
import { changeText, difference, differenceTable, wordDifference } from "./change.ts";

test.each([
  [changeText(5, 5), "the same"],
  [changeText(6, 5), "20 % more"],
  [changeText(4, 5), "20 % less"],
  [changeText(20, 5), "4 times as much"],
  [changeText(3, 0), "3 more, from none"],
  [changeText(0, 5), "100 % less"],
  [changeText(1_000_001, 1_000_000), "the same"],
])("%s", (shown, expected) => {
  expect(shown).toBe(expected);
});

test("which of two is more is told in words, and turns round with them", () => {
  const positive = fc.integer({ min: 1, max: 1e9 });
  fc.assert(
    fc.property(positive, positive, (a, b) => {
      const [there, back] = [changeText(a, b), changeText(b, a)];
      const is = (text: string) => (/less/.test(text) ? -1 : /more|times/.test(text) ? 1 : 0);
      expect(Math.abs(is(there) + is(back))).toBeLessThanOrEqual(Math.abs(a / b - 1) < 0.01 ? 1 : 0);
      if (Math.abs(a / b - 1) > 0.01) expect(is(there)).toBe(Math.sign(a - b));
    }),
  );
});

test("better and worse are said where a figure should go one way", () => {
  expect(difference("brokers", 3, 5, count, "less").change).toEqual({
    kind: "outcome",
    outcome: "better",
    text: "40 % less, better",
  });
  expect(difference("rate", 3, 5, count, "more").change).toMatchObject({ outcome: "worse" });
  expect(difference("replicas", 3, 5, count, "neither").change).toBe("40 % less");
  expect(difference("cost", null, 5, count, "less")).toEqual({
    figure: "cost",
    now: "not known",
    other: "5",
    change: "not comparable",
  });
});

test("what is the same comes last", () => {
  const rows = [wordDifference("a", "x", "x"), wordDifference("b", "x", "y"), difference("c", 1, 2, count, "neither")];
  const { rows: shown } = differenceTable("All", "now", "then", rows);
  expect(shown.map(([figure]) => figure)).toEqual(["b", "c", "a"]);
});
