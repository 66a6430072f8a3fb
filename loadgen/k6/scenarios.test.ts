import { expect, test } from "vitest";
import { load } from "./scripts/load.ts";
import { optionsFor } from "./scripts/scenarios.ts";

test("each instance has its share of the plan as thresholds", () => {
  // 60,000 messages, 99.5 % of them in shares of 30,000: 29,850; a loss of 0.01 %: 3.
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
      "plimsoll_messages{topic:plimsoll-k6-events}": ["count>=29850"],
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
