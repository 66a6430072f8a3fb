import fc from "fast-check";
import { expect, test } from "vitest";
import { wrap } from "./text.ts";

test("breaks at spaces, long words at the edge, and cuts with an ellipsis", () => {
  expect(wrap("one two three four", 9, 3)).toEqual(["one two", "three", "four"]);
  expect(wrap("one two three four", 9, 2)).toEqual(["one two", "three…"]);
  expect(wrap("abcdefghijkl", 5, 3)).toEqual(["abcde", "fghij", "kl"]);
  expect(wrap(" a  b ", 9, 1)).toEqual(["a b"]);
  expect(wrap("", 5, 1)).toEqual([""]);
});

test("never exceeds its width or height, and lets no control character through", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 5 }), (text, width, most) => {
      const lines = wrap(`${text}\u001b[2J\n`, width, most);
      expect(lines.length).toBeLessThanOrEqual(most);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
      expect(lines.join("")).not.toMatch(/[\u0000-\u001f]/);
    }),
  );
});
