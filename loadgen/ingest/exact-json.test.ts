import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExactly } from "./exact-json.ts";

test.each(["9223372036854775807", "1.0", "-0", "1e3", '{"a":[0.10,{"b":1E400}]}', '"1.0"', "12"])(
  "%s is written as it was read",
  (text) => {
    expect(JSON.stringify(parseExactly(text))).toBe(text);
  },
);

test("whatever JSON is read, it is written as the same value", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.parse(JSON.stringify(parseExactly(text)))).toEqual(JSON.parse(text));
    }),
  );
});
