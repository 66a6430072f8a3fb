import fc from "fast-check";
import { expect, test } from "vitest";
import { asciiBar, barParts, barText, unicodeBar } from "./bar.ts";

const gauge = (used: number, worst: number | null = null, limit: number | null = null) => ({ used, worst, limit });

test.each([
  ["nothing used", gauge(0), "··········"],
  ["the least use", gauge(0.001), "█·········"],
  ["half used", gauge(0.5), "█████·····"],
  ["more used than there is", gauge(3), "██████████"],
  ["a worse case", gauge(0.3, 0.6), "███▒▒▒····"],
  ["a limit", gauge(0.2, null, 0.8), "██·····│··"],
  ["a limit that is the whole", gauge(0.2, null, 1), "██·······│"],
  ["a worse case just below the limit", gauge(0.5, 0.799, 0.8), "█████▒▒│··"],
  ["a worse case just above the limit", gauge(0.5, 0.801, 0.8), "█████▒▒│▓·"],
  ["normal use above the limit", gauge(0.9, 0.95, 0.5), "█████│▓▓▓▓"],
  ["use above a limit that is the whole", gauge(2, null, 1), "████████│▓"],
])("a bar of %s", (_, shown, text) => {
  expect(barText(shown, 10, unicodeBar)).toBe(text);
});

test("a bar has its columns, a mark for each limit, and passes it exactly where the limit is passed", () => {
  const fraction = fc.double({ min: 0, max: 2, noNaN: true });
  const limit = fc.double({ min: 0.01, max: 1, noNaN: true });
  fc.assert(
    fc.property(fraction, fraction, limit, fc.integer({ min: 4, max: 60 }), (used, worst, limit, columns) => {
      const text = barText({ used, worst, limit }, columns, unicodeBar);
      expect(text).toHaveLength(columns);
      expect(text.split(unicodeBar.limit)).toHaveLength(2);
      expect(text.includes(unicodeBar.over)).toBe(Math.max(used, worst) > limit);
    }),
  );
});

test("a stretch says what it stands for", () => {
  expect(barParts(gauge(0.25, 0.5, 0.75), 5, unicodeBar)).toEqual([
    { meaning: "used", text: "█" },
    { meaning: "worst", text: "▒" },
    { meaning: "free", text: "·" },
    { meaning: "limit", text: "│" },
    { meaning: "free", text: "·" },
  ]);
});

test("a bar of ASCII has the same stretches", () => {
  expect(barText(gauge(0.3, 0.9, 0.6), 11, asciiBar)).toBe("###+++|!!!.");
});
