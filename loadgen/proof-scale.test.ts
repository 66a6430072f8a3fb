import { expect, it } from "vitest";
import type { LoadResult } from "./engine/load-result.ts";
import { PROBE_SECONDS, scaleFrom } from "./proof-scale.ts";

/** What a probe told that moved so many messages/s, with so much of the machine's CPU. */
function probe(movedPerSecond: number, machineCpu: number | null): LoadResult {
  const messages = movedPerSecond * (PROBE_SECONDS / 2);
  return { produce: [{ messages }], limits: { machineCpu } } as unknown as LoadResult;
}

it("scales to a quarter of what a probe moved that was at its end", () => {
  expect(scaleFrom(probe(40_000, 0.95), 485_000)).toMatchObject({
    factor: 1 / 50,
    chosen: expect.stringMatching(/^a probe of 4 s moved 40,000 msg\/s; a load of at most 25 % of that/),
  });
  expect(scaleFrom(probe(989, 0.1), 1_000).factor).toBe(1 / 5);
});

it("loads the whole plan where a probe of all of it left the machine idle", () => {
  expect(scaleFrom(probe(1_000, 0.25), 1_000)).toMatchObject({
    factor: 1,
    chosen: expect.stringMatching(/^a probe of 4 s moved all of it, 1,000 msg\/s, with this machine's CPU 25 % busy; /),
  });
  expect(scaleFrom(probe(998, 0.1), 1_000).factor).toBe(1);
});

it("loads as much less as the machine was busier than that", () => {
  expect(scaleFrom(probe(1_000, 0.5), 1_000).factor).toBe(1 / 2);
  expect(scaleFrom(probe(1_000, 1), 1_000).factor).toBe(1 / 4);
  expect(scaleFrom(probe(1_000, null), 1_000).factor).toBe(1 / 4);
});

it("is none where the cluster acknowledged nothing", () => {
  expect(() => scaleFrom(probe(0, 0.1), 1_000)).toThrow(expect.objectContaining({ code: "PLM-LOAD-011" }));
});
