import type { Load } from "./shape.ts";

/** An example: `plimsoll k6 DIR --out FOLDER` puts the load of a plan here. */
export const load: Load = {
  system: "example",
  instances: 1,
  loss: 0,
  p99Ms: 50,
  topics: [
    {
      planned: "events",
      topic: "plimsoll-k6-events",
      partitions: 12,
      replication: 3,
      minInsync: 2,
      acks: "all",
      compression: "none",
      keyed: true,
      messageBytes: 1000,
      batch: 10,
      arrivals: { executor: "constant-arrival-rate", rate: 100, timeUnit: "1s", duration: "60s" },
      messages: 60_000,
    },
  ],
};
