import { describe, expect, test } from "vitest";
import { planSchema } from "../plan.ts";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";

const refused = (topic: object, rest: object = {}, hosts: object = {}) => {
  const outcome = planSchema.parse(plan(workload({ ...topic }, { ...rest }), inventory({ ...hosts })));
  expect(outcome).toMatchObject({ verdict: "refused", clusters: [], totals: { brokers: 0, storageBytes: 0 } });
  return outcome.refusals;
};

describe("replication", () => {
  test("above the brokers", () => {
    expect(refused({ replication: 7 })).toEqual([
      {
        code: "PLM-REPLICATION-001",
        resource: "brokers",
        needed: 7,
        available: 6,
        unit: "brokers",
        remedy: "have 7 brokers, or set topics.0.replication to 6",
      },
    ]);
  });

  test("that stops on the stated loss", () => {
    expect(refused({ replication: 3 }, { objectives: { lose: { brokers: 2 } } })).toMatchObject([
      {
        code: "PLM-REPLICATION-002",
        needed: 2,
        available: 1,
        remedy: "set topics.0.replication to 4, or set topics.0.minInsync to 1",
      },
    ]);
  });

  test("whose replicas share the lost rack", () => {
    expect(refused({}, { objectives: { lose: { racks: 1 } } }, { racks: 1 })).toMatchObject([
      { code: "PLM-REPLICATION-002", available: 0, remedy: "spread the brokers over 3 racks" },
    ]);
  });

  test("that may lose what it acknowledged", () => {
    expect(refused({ acks: 1 }, { objectives: { lose: { brokers: 1 }, loss: 0 } })).toMatchObject([
      {
        code: "PLM-REPLICATION-003",
        needed: 2,
        available: 1,
        remedy: "set topics.0.acks to all, or leave out objectives.loss",
      },
    ]);
  });
});

describe("two racks, of which one may be lost without losing a message", () => {
  const topics = ["orders", "clicks", "audit"].map((name) => ({
    name,
    rate: "1 MB/s",
    size: "1 kB",
    retention: "1 h",
    replication: 3,
    minInsync: 2,
    acks: "all",
  }));
  const objectives = { lose: { racks: 1 }, loss: 0 };
  const planned = (changed: object, asked: object, racks: number) =>
    plan(
      workload(
        {},
        { topics: topics.map((topic) => ({ ...topic, ...changed })), objectives: { ...objectives, ...asked } },
      ),
      inventory({ racks }),
    );

  test("are refused once for all topics, and no number of replicas is named, since none helps", () => {
    expect(planned({}, {}, 2).refusals).toEqual([
      {
        code: "PLM-REPLICATION-002",
        resource: "replicas",
        needed: 2,
        available: 1,
        unit: "replicas in sync without 1 of 2 racks",
        remedy:
          "spread the brokers over 3 racks, or leave out objectives.loss and set the replication of every topic to 4",
      },
    ]);
  });

  test("each remedy is planned when it is taken, and half of the second is not", () => {
    expect(planned({}, {}, 3).verdict).toBe("planned");
    expect(planned({ replication: 4 }, { loss: undefined }, 2).verdict).toBe("planned");
    expect(planned({ replication: 4 }, {}, 2).refusals[0]?.code).toBe("PLM-REPLICATION-003");
  });

  test("topics that are replicated otherwise are told apart", () => {
    const mixed = topics.map((topic, at) => ({ ...topic, minInsync: at === 0 ? 1 : 2 }));
    const { refusals } = plan(workload({}, { topics: mixed, objectives }), inventory({ racks: 2 }));
    expect(refusals.map(({ code }) => code)).toEqual(["PLM-REPLICATION-003", "PLM-REPLICATION-002"]);
    expect(refusals[1]?.remedy).toContain("topics.1.replication and topics.2.replication to 4");
  });
});

describe("resources", () => {
  test("disk: the remedies hold when they are taken", () => {
    // 100 MB/s x 3 x 100 h = 108 TB and 306 GiB of segments, on 5 survivors: 21.7 TB each, of 10 TB filled to 85 %.
    const [disk] = refused({ retention: "100 h" });
    expect(disk).toMatchObject({
      code: "PLM-DISK-001",
      resource: "disk",
      available: 8.5e12,
      unit: "B",
      remedy:
        "lower the retention of events to 39 h 2 min, or write `average` if the mean rate is at most 36 % of the peak, at which retention is counted, or have 14 brokers, or have 25.5 TB of usable disk in each broker",
    });
    expect(disk?.needed).toBeCloseTo((108e12 + 306 * 2 ** 30) / 5, 0);
    const verdict = (topic: Record<string, unknown>, hosts: Record<string, unknown>) =>
      plan(workload(topic), inventory(hosts)).verdict;
    expect(verdict({ retention: "39 h 2 min" }, {})).toBe("planned");
    expect(verdict({ retention: "39 h 4 min" }, {})).toBe("refused");
    expect(verdict({ retention: "100 h", average: "36 MB/s" }, {})).toBe("planned");
    expect(verdict({ retention: "100 h", average: "37 MB/s" }, {})).toBe("refused");
    expect(verdict({ retention: "100 h" }, { count: 14 })).toBe("planned");
    expect(verdict({ retention: "100 h" }, { count: 13 })).toBe("refused");
    expect(verdict({ retention: "100 h" }, { disks: [{ size: "25.5 TB", count: 1 }] })).toBe("planned");
  });

  test.each<[string, string, object, object, RegExp]>([
    ["networkIn", "PLM-NETWORK-001", {}, { network: "500 Mb/s" }, /^have 7 brokers, or have a network of 600 Mb\/s$/],
    [
      "networkOut",
      "PLM-NETWORK-002",
      { consumers: [{ group: "a" }, { group: "b" }] },
      { network: "700 Mb/s" },
      /^have 7 brokers, or have a network of 800 Mb\/s$/,
    ],
    [
      "diskWrite",
      "PLM-DISK-002",
      {},
      { disks: [{ size: "10 TB", count: 1, write: "50 MB/s" }] },
      /^have 9 brokers, or have disks that do 75 MB\/s/,
    ],
    // 100 M msg/s x 0.1 + 0.66 for batches + 0.75 for bytes = 11.4 cores on 5 survivors, in 60 %: 3.8 each.
    ["cpu", "PLM-CPU-001", { size: "1 B" }, { cores: 2 }, /^have 11 brokers, or have 4 cores in each broker$/],
    // 60 MB/s x 30 s on 5 survivors and a heap of 1 GiB, in 90 %: (1.8 + 1.074) / 0.9 = 3.19 GB.
    ["memory", "PLM-MEMORY-001", {}, { memory: "1 GiB" }, /^have 3.2 GB of memory in each broker$/],
  ])("%s", (resource, code, topic, hosts, remedy) => {
    const found = refused(topic, {}, hosts).find((refusal) => refusal.resource === resource);
    expect(found).toMatchObject({ code, remedy: expect.stringMatching(remedy) });
    expect(found!.needed).toBeGreaterThan(found!.available);
  });

  test("memory maps and file handles, which a kernel setting also mends", () => {
    const found = refused({ retention: "100 h" }, {}, { disks: [{ size: "30 TB", count: 1 }], count: 4 });
    expect(found.map(({ code, resource }) => [code, resource])).toEqual([
      ["PLM-DISK-001", "disk"],
      ["PLM-BROKER-002", "fileHandles"],
      ["PLM-BROKER-003", "memoryMaps"],
    ]);
    expect(found[2]?.remedy).toMatch(
      /^lower the retention of events to .*, or have 5 brokers, or set vm.max_map_count and rules.maxMapCount to 67\d\d\d$/,
    );
  });

  test("replicas on a broker", () => {
    expect(refused({ partitions: 9996 }, { objectives: {} }).map(({ code, needed }) => [code, needed])).toEqual([
      ["PLM-BROKER-001", 4998],
    ]);
  });

  test("what is needed has its reason, with all that went into it", () => {
    const { refusals, explanation } = plan(workload({ retention: "100 h" }), inventory());
    const reason = explanation["refusals.PLM-DISK-001.needed"];
    expect(reason).toMatchObject({ value: refusals[0]?.needed, unit: "B", rule: "retention", inputs: { brokers: 5 } });
    // Where replicas cannot be placed there is no load of a broker.
    const unplaced = Object.keys(plan(workload({ replication: 7 }), inventory()).explanation);
    expect(unplaced.filter((key) => key.startsWith("refusals."))).toEqual([]);
  });

  test("several topics are asked to shorten all their retentions", () => {
    const topics = ["a", "b"].map((name) => ({
      name,
      rate: "100 MB/s",
      size: "1 kB",
      retention: "100 h",
      replication: 3,
    }));
    expect(refused({}, { topics })[0]?.remedy).toMatch(
      /^lower every retention to 19\.\d % of it, or write `average` if the mean rate is at most 16 % of the peak, at which retention is counted, or have 27 brokers/,
    );
  });
});

describe("limits of a cluster", () => {
  test("its partitions", () => {
    expect(refused({ rate: "12 GB/s", retention: "1 min", keyed: true }, {}, { count: 100 })).toEqual([
      {
        code: "PLM-CLUSTER-002",
        resource: "partitions",
        needed: 12_000,
        available: 10_000,
        unit: "partitions",
        remedy:
          "split keyed topics by their keys over 2 clusters, each with topics of its own, or set rules.maxPartitionsPerCluster to 12000",
      },
    ]);
  });

  test("its brokers", () => {
    expect(refused({}, {}, { count: 201 })).toMatchObject([{ code: "PLM-CLUSTER-001", needed: 201, available: 200 }]);
  });

  test("when not even the most brokers hold it, the remedy says so", () => {
    const [disk] = refused({ rate: "9 GB/s", retention: "300 h", keyed: true }, {}, { count: undefined });
    expect(disk).toMatchObject({
      code: "PLM-DISK-001",
      remedy: expect.stringMatching(/^even with 200 brokers it is too much: lower/),
    });
  });
});
