import { expect, test } from "vitest";
import { alternate } from "./alternation.ts";

const peers = [{ name: "a" }, { name: "b" }, { name: "c" }];

test("every round has every peer once and begins with the next one", async () => {
  const rounds = await alternate(peers, 4, async () => ({ figures: {}, evidence: {} }));
  expect(rounds.map(({ round, peer }) => `${round}${peer}`).join(" ")).toBe("1a 1b 1c 2b 2c 2a 3c 3a 3b 4a 4b 4c");
});

test("one at a time is measured, and what it gave is kept", async () => {
  let running = 0;
  const rounds = await alternate(peers, 2, async ({ name }, round) => {
    expect(++running).toBe(1);
    await Promise.resolve();
    running--;
    return { figures: { callMs: round }, evidence: { of: name } };
  });
  expect(rounds.at(-1)).toEqual({ round: 2, peer: "a", figures: { callMs: 2 }, evidence: { of: "a" } });
});
