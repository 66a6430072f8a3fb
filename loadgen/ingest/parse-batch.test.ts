import fc from "fast-check";
import { expect, test } from "vitest";
import { parseBatch } from "./parse-batch.ts";

const records = (text: string) => parseBatch(Buffer.from(text), 4);

test("keys and values are the JSON that was posted", () => {
  const text =
    '{"records":[{"key":"a","value":{"id":9223372036854775807}},{"value":[1.50],"partition":3},{"key":1,"value":null}]}';
  expect(records(text).map(({ key, value, partition }) => [key?.toString(), value?.toString(), partition])).toEqual([
    ['"a"', '{"id":9223372036854775807}', null],
    [undefined, "[1.50]", 3],
    ["1", undefined, null],
  ]);
});

test.each([
  ["{", /^the body is no JSON in UTF-8: /],
  ["[]", /^the body is no JSON object$/],
  ["{}", /^records is missing or no array$/],
  ['{"records":[]}', /^records is empty$/],
  ['{"records":[{"value":1},2]}', /^records\[1\] is no JSON object$/],
  ['{"records":[{"key":1}]}', /^records\[0\]\.value is missing$/],
  ['{"records":[{"value":1,"valu":2}]}', /^records\[0\] has `valu`$/],
  ['{"records":[{"value":1,"partition":4}]}', /^records\[0\]\.partition is 4$/],
  ['{"records":[{"value":1,"partition":0.5}]}', /^records\[0\]\.partition is 0\.5$/],
])("%s is refused, and it says where", (text, message) => {
  expect(() => records(text)).toThrow(
    expect.objectContaining({ status: 400, reason: "malformed", message: expect.stringMatching(message) }),
  );
});

test("bytes that are no UTF-8 are refused, not replaced", () => {
  expect(() => parseBatch(Buffer.from('{"records":[{"value":"\xff"}]}', "latin1"), 4)).toThrow(/no JSON in UTF-8/);
});

test("whatever values are posted, they arrive", () => {
  fc.assert(
    fc.property(fc.array(fc.json(), { minLength: 1 }), (values) => {
      const body = `{"records":[${values.map((value) => `{"value":${value}}`).join(",")}]}`;
      expect(records(body).map(({ value }) => JSON.parse(value?.toString() ?? "null"))).toEqual(
        values.map((value) => JSON.parse(value)),
      );
    }),
  );
});
