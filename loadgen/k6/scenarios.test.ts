import { expect, test } from "vitest";
import { load } from "./scripts/load.ts";
import { ANSWER_SECONDS, optionsFor } from "./scripts/scenarios.ts";
import type { TopicLoad } from "./scripts/shape.ts";

test("each instance has its share of the plan as thresholds", () => {
  // 60,000 messages in shares of 30,000; a loss of 0.01 %: 3. Less 2 batches of 10, and those of 0.1 s at 50 a second: 5.
  expect(optionsFor({ ...load, loss: 0.0001 }, 2)).toMatchObject({
    scenarios: {
      "topic-0": {
        executor: "constant-arrival-rate",
        exec: "produce",
        rate: 100,
        preAllocatedVUs: 102,
        maxVUs: 510,
        tags: { topic: "plimsoll-k6-events" },
      },
    },
    thresholds: {
      dropped_iterations: ["count==0"],
      "plimsoll_messages{topic:plimsoll-k6-events}": ["count>=29927"],
      "plimsoll_unacknowledged{topic:plimsoll-k6-events}": ["count<=3"],
      "plimsoll_acknowledgement_ms{topic:plimsoll-k6-events}": ["p(99)<50"],
    },
  });
});

test("a ramp has users for its peak; without an objective there is no threshold for latency", () => {
  const arrivals = {
    executor: "ramping-arrival-rate",
    startRate: 0,
    timeUnit: "10s",
    stages: [{ target: 500, duration: "10s" }],
  } as const;
  const { scenarios, thresholds } = optionsFor({ ...load, p99Ms: null, topics: [{ ...load.topics[0]!, arrivals }] }, 1);
  expect(scenarios!["topic-0"]).toMatchObject({ startRate: 0, preAllocatedVUs: 51, stages: arrivals.stages });
  expect(Object.keys(thresholds!)).toHaveLength(3);
});

test("what may be missing at the end is counted in batches, by the rate that the load ends with, whatever its length", () => {
  const least = (over: Partial<TopicLoad>) => {
    const { thresholds } = optionsFor({ ...load, topics: [{ ...load.topics[0]!, ...over }] }, 1);
    return thresholds!["plimsoll_messages{topic:plimsoll-k6-events}"];
  };
  // 100 iterations a second: 10 in 0.1 s, and 2.
  expect(least({})).toEqual(["count>=59880"]);
  expect(least({ messages: 60_000_000 })).toEqual(["count>=59999880"]);
  expect(least({ messages: 60 })).toEqual(["count>=0"]);
  const stages = [
    { target: 9000, duration: "5s" },
    { target: 0, duration: "5s" },
  ];
  const arrivals = { executor: "ramping-arrival-rate", startRate: 9000, timeUnit: "1s", stages } as const;
  expect(least({ arrivals, messages: 675_000 })).toEqual(["count>=674980"]);
});

test("an iteration that waits for its answer as long as it may is not cut off at the end", () => {
  const [scenario] = Object.values(optionsFor(load, 1).scenarios!);
  expect(Number.parseInt(scenario!.gracefulStop!, 10)).toBeGreaterThan(ANSWER_SECONDS);
});
