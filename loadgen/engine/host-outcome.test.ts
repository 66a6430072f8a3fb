import { describe, expect, it } from "vitest";
import { type HostEvidence, hostOutcome, limitsOf } from "./host-outcome.ts";
import type { LoadHost } from "./load-host.ts";
import type { Task, ThreadLoad } from "./task.ts";

const task = { role: "produce", producer: 3 } as Task;
const memory = { peakBytes: 2e8, grownBytes: 1e6, limitBytes: 8e9 };
const busy = (eventLoopUtilisation: number, eventLoopDelayP99: number): ThreadLoad => ({
  eventLoopUtilisation,
  eventLoopDelayP99,
});

function evidence(change: Partial<HostEvidence>): HostEvidence {
  const host = { name: "g1:7171", cores: 8, threads: { produce: 1, consume: 1 } } as LoadHost;
  const threads = [
    { tasks: [task], load: busy(0.2, 9) },
    { tasks: [], load: busy(0.6, 1) },
  ];
  return { host, threads, cpu: { machineCpu: 0.3, processCores: 1.5, memory }, loss: undefined, ...change };
}

describe("what became of a host", () => {
  it("has its part of the producers and the worst of its threads", () => {
    expect(hostOutcome(evidence({}), 4)).toEqual({
      name: "g1:7171",
      cores: 8,
      workers: 2,
      share: 0.25,
      busy: busy(0.6, 9),
      cpu: { machineCpu: 0.3, processCores: 1.5, memory },
      lost: null,
    });
  });

  it("names what is unknown when threads went with it", () => {
    const threads = [
      { tasks: [task], load: null },
      { tasks: [], load: busy(0.6, 1) },
    ];
    const loss = { t: 3, why: "cut" };
    expect(hostOutcome(evidence({ threads, loss }), 4)).toMatchObject({
      busy: busy(0.6, 1),
      lost: { t: 3, why: "cut", tasks: [task] },
    });
    const none = [{ tasks: [task], load: null }];
    expect(hostOutcome(evidence({ threads: none, loss, cpu: null }), 4)).toMatchObject({ busy: null, cpu: null });
  });

  it("was not lost if all that it had counted came before", () => {
    expect(hostOutcome(evidence({ loss: { t: 9, why: "closed" } }), 4).lost).toBeNull();
  });
});

it("takes the worst of all hosts for their limits, and adds up cores", () => {
  const idle = evidence({
    threads: [{ tasks: [], load: busy(0.1, 20) }],
    cpu: { machineCpu: 0.9, processCores: 0.25, memory: { ...memory, limitBytes: 1e9 } },
  });
  const lost = evidence({ threads: [{ tasks: [task], load: null }], cpu: null, loss: { t: 1, why: "cut" } });
  const untold = evidence({ cpu: { machineCpu: null, processCores: 1, memory } });
  const outcomes = [evidence({}), idle, lost, untold].map((one) => hostOutcome(one, 4));
  expect(limitsOf(outcomes)).toEqual({
    workers: 2 + 1 + 1 + 2,
    eventLoopUtilisation: 0.6,
    eventLoopDelayP99: 20,
    generatorCores: 1.5 + 0.25 + 1,
    machineCpu: 0.9,
    cores: 32,
    // Not the largest process, but the one with the least room.
    memory: { ...memory, limitBytes: 1e9 },
  });
  expect(limitsOf([hostOutcome(lost, 4)]).memory).toBeNull();
  expect(limitsOf([hostOutcome(untold, 4)]).machineCpu).toBeNull();
});
