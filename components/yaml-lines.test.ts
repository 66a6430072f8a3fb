import { expect, test } from "vitest";
import { LineCounter, parseDocument } from "yaml";
import { Problem } from "../sizing/index.ts";
import { withLines } from "./yaml-lines.ts";

const text = `name: shop
topics:
  - name: orders
    retension: 7 days
    consumers: [{ group: billing, lag: 3 }]
objectives:
  lose: 1 broker
`;

function located(...details: string[]): readonly string[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return withLines(new Problem("input", "PLM-TEST-001", "has mistakes", "correct them", details), document, lines)
    .details;
}

test.each([
  ["topics.0.consumers.0.lag: `3` has no unit", 5],
  ["objectives.lose: is `1 broker`", 7],
  ["topics.0: unknown key `retension`; did you mean `retention`?", 4],
  ["topics.0.size: is missing", 3],
  ["topics.0.consumers.0.lag.more: is too deep", 5],
])("%s is told with its line", (detail, line) => {
  expect(located(detail)).toEqual([`line ${line}: ${detail}`]);
});

test("what names no key of the file is left as it is", () => {
  expect(located("metadata: is missing", "is a list, but a block of keys is wanted")).toEqual([
    "metadata: is missing",
    "is a list, but a block of keys is wanted",
  ]);
});
