import { expect, test } from "vitest";
import { cluster } from "../testing/fixture.ts";
import { brokerSize } from "./sizes.ts";

test("28 cores get 28 request handlers and 14 network threads", () => {
  expect(brokerSize(cluster())).toEqual({
    heapBytes: 6_442_450_944,
    networkThreads: 14,
    ioThreads: 28,
    replicaFetchers: 4,
    recoveryThreadsPerDir: 8,
  });
});

test("where the inventory does not tell the cores, Kafka's defaults stand", () => {
  const unknown = cluster();
  const utilisation = { ...unknown.utilisation, normal: { ...unknown.utilisation.normal, cpu: null } };
  expect(brokerSize({ ...unknown, utilisation })).toMatchObject({
    networkThreads: 3,
    ioThreads: 8,
    recoveryThreadsPerDir: 1,
  });
});

test("threads that load logs are shared among the log directories", () => {
  expect(brokerSize(cluster({ logDirs: 12 })).recoveryThreadsPerDir).toBe(2);
});
