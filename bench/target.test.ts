import { expect, test } from "vitest";
import { type CaseFacts, summarised } from "./case-result.ts";
import { judge, type Target } from "./target.ts";

const peer = (name: string) => ({ name, version: "1", use: "", settings: {} });
const facts: CaseFacts = {
  id: "case",
  title: "",
  method: "",
  conditions: {},
  compared: "peers" as const,
  peers: [peer("own"), peer("other"), peer("faster")],
};
const measured = (own: number, other: number, faster = other) =>
  summarised(facts, [
    { round: 1, peer: "own", figures: { messagesPerSecond: own, upSeconds: own }, evidence: {} },
    { round: 1, peer: "other", figures: { messagesPerSecond: other }, evidence: {} },
    { round: 1, peer: "faster", figures: { messagesPerSecond: faster }, evidence: {} },
  ]);
const ratio = (bound: Target["bound"]): Target => ({
  kind: "ratio",
  case: "case",
  figure: "messagesPerSecond",
  peer: "own",
  against: ["other", "faster"],
  bound,
});
const limit: Target = { kind: "limit", case: "case", figure: "upSeconds", peer: "own", bound: { atMost: 15 } };

test.each([
  [300, "met"],
  [299, "missed"],
])("three times the other's 100 with %d is %s", (own, outcome) => {
  expect(judge([ratio({ atLeast: 3 })], [measured(own, 100)])).toMatchObject([{ value: own / 100, outcome }]);
});

test.each([
  [25, "met"],
  [26, "missed"],
])("a quarter of the other's 100 with %d is %s", (own, outcome) => {
  expect(judge([ratio({ atMost: 0.25 })], [measured(own, 100)])).toMatchObject([{ outcome }]);
});

test("of several peers the one that is hardest to beat counts", () => {
  expect(judge([ratio({ atLeast: 3 })], [measured(330, 100, 150)])).toMatchObject([
    { value: 2.2, against: "faster", outcome: "missed" },
  ]);
  expect(judge([ratio({ atMost: 0.5 })], [measured(40, 50, 100)])).toMatchObject([
    { value: 0.8, against: "other", outcome: "missed" },
  ]);
});

test("a limit is judged by the figure itself", () => {
  expect(judge([limit], [measured(14, 1)])).toEqual([{ target: limit, value: 14, against: null, outcome: "met" }]);
  expect(judge([limit], [measured(16, 1)])).toMatchObject([{ value: 16, outcome: "missed" }]);
});

test("a case that was not run is not judged", () => {
  expect(judge([limit], [])).toEqual([]);
});

test("a ratio to a peer that did not take part is not judged", () => {
  const absent: Target = { ...ratio({ atLeast: 3 }), kind: "ratio", against: ["absent"] };
  expect(judge([absent], [measured(300, 100)])).toEqual([]);
});
