import fc from "fast-check";
import { expect, test } from "vitest";
import { renderProperties } from "./properties.ts";
import { parseProperties } from "./testing/parse-properties.ts";

test("keys are in order, whatever the order they were given in", () => {
  expect(renderProperties({ b: 2, a: "x", "a.b": true })).toBe("a=x\na.b=true\nb=2\n");
});

test("what Java would read otherwise is escaped", () => {
  expect(renderProperties({ "a b": " leading", path: "C:\\logs", text: "one\ntwo", name: "Añejo" })).toBe(
    "a\\ b=\\ leading\nname=A\\u00f1ejo\npath=C:\\\\logs\ntext=one\\ntwo\n",
  );
});

test("a rendered file reads back as what was given", () => {
  const text = fc.string({ minLength: 1, maxLength: 12, unit: "binary" });
  const settings = fc.dictionary(text, text, { maxKeys: 6, noNullPrototype: true });
  fc.assert(
    fc.property(settings, (given) => {
      expect(Object.entries(parseProperties(renderProperties(given)))).toEqual(
        expect.arrayContaining(Object.entries(given)),
      );
    }),
  );
});
