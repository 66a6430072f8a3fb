import { expect, test } from "vitest";
import { type Round, summarised } from "./case-result.ts";

const facts = {
  id: "produce-100B-1-broker",
  title: "produce",
  method: "",
  conditions: {},
  compared: "peers" as const,
  peers: [
    { name: "plimsoll", version: "1", use: "", settings: {} },
    { name: "java", version: "1", use: "", settings: {} },
  ],
};
const round = (n: number, peer: string, messagesPerSecond: number): Round => ({
  round: n,
  peer,
  figures: { messagesPerSecond },
  evidence: {},
});

test("each peer has the median and the spread of its own rounds", () => {
  const rounds = [
    round(1, "plimsoll", 300),
    round(1, "java", 100),
    round(2, "java", 110),
    round(2, "plimsoll", 400),
    round(3, "plimsoll", 200),
    round(3, "java", 90),
  ];
  expect(summarised(facts, rounds).summary).toEqual([
    { peer: "plimsoll", medians: { messagesPerSecond: 300 }, spreads: { messagesPerSecond: 200 / 300 } },
    { peer: "java", medians: { messagesPerSecond: 100 }, spreads: { messagesPerSecond: 0.2 } },
  ]);
});

test("every single round is kept", () => {
  const rounds = [round(1, "plimsoll", 300), round(1, "java", 100)];
  expect(summarised(facts, rounds).rounds).toEqual(rounds);
});

test("a figure that a peer does not have is left out, not zero", () => {
  const rounds = [round(1, "plimsoll", 300)];
  expect(summarised(facts, rounds).summary[1]).toEqual({ peer: "java", medians: {}, spreads: {} });
});
