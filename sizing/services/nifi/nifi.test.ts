import { describe, expect, test } from "vitest";
import { hosts, planOf, serviceOf } from "../testing/sample.ts";

const flow = (fields = {}) => ({
  name: "flow",
  rate: "100 MB/s",
  size: "1 kB",
  processors: 8,
  contentWrites: 4,
  ...fields,
});

test("four processors that write 100 MB/s write 400 MB/s of content", () => {
  expect(serviceOf("nifi", { nifi: [flow()] }).jobs[0]!.contentWriteBytesPerSecond).toBe(400e6);
});

test("a FlowFile costs each processor an entry in both metadata repositories, however many events it has", () => {
  const [job] = serviceOf("nifi", { nifi: [flow({ eventsPerFlowFile: 100 })] }).jobs;
  // 100,000 events/s in FlowFiles of 100, through 8 processors, at 500 B and 1,000 B.
  expect(job!.flowFilesPerSecond).toBe(1000);
  expect(job!.flowFileWriteBytesPerSecond).toBe(1000 * 8 * 500);
  expect(job!.provenanceWriteBytesPerSecond).toBe(1000 * 8 * 1000);
});

// 150,000 requests/s over a cache of 16 M subscribers of 200 B, on 5 nodes.
describe("a keyed cache on the nodes", () => {
  const imei = {
    name: "imei",
    rate: "150000 msg/s",
    size: "500 B",
    processors: 8,
    contentWrites: 2,
    eventsPerFlowFile: 1000,
    cache: { entries: 16_000_000, entry: "200 B" },
  };
  const nodes = hosts({ count: 5, cores: 28, memory: "512 GiB" });
  const { caches, jobs, fleet } = serviceOf("nifi", { nifi: [imei] }, { nifi: nodes });
  const [cache] = caches;

  test("memory: 16 M x (200 + 85) B x 1.2, over 5 nodes and over 4", () => {
    expect(cache!.bytes).toBeCloseTo(5.472e9, 0);
    expect(cache!.bytesPerNode).toBeCloseTo(1.0944e9, 0);
    expect(cache!.bytesPerNodeDegraded).toBeCloseTo(1.368e9, 0);
  });

  test("a lost node takes a fifth of the entries with it, and its requests go to the database", () => {
    expect(cache!.entriesLost).toBe(3_200_000);
    expect(cache!.databaseRequestsPerSecond).toBe(30_000);
    const { warnings } = planOf({ nifi: [imei] }, { nifi: nodes });
    expect(warnings).toContain(
      "imei: its cache is not replicated; with a lost node go 3200000 entries, and up to 30000 requests/s reach the database until they are cached again",
    );
  });

  test("cpu: the flow's cores and those of Redis, over 28 cores of 5 nodes", () => {
    const flowCores = 8 * (150_000 / 230_000 + 150 / 5000);
    expect(jobs[0]!.cpuCores).toBeCloseTo(flowCores, 9);
    const cpu = fleet.hosts === "given" ? fleet.resources.find(({ name }) => name === "cpu") : undefined;
    expect(cpu!.normal).toBeCloseTo((flowCores + 150_000 / 80_000) / 5 / 28, 9);
    expect(cpu!.degraded).toBeCloseTo((flowCores + 150_000 / 80_000) / 4 / 28, 9);
  });

  test("network: every event comes in and goes out, and moves once to the node of its key", () => {
    const total = (resource: string) => fleet.resources.find(({ name }) => name === resource)!.total;
    expect([total("networkIn"), total("networkOut")]).toEqual([150e6, 150e6]);
    const archived = { ...imei, destinations: 2, cache: undefined };
    const [plain] = [serviceOf("nifi", { nifi: [archived] }).fleet];
    expect(plain.resources.map(({ name, total }) => [name, total])).toEqual(
      expect.arrayContaining([
        ["networkIn", 75e6],
        ["networkOut", 150e6],
      ]),
    );
  });

  test("balanced by ten values over four nodes, one node has three of them", () => {
    const buckets = { ...imei, cache: { ...imei.cache, buckets: 10 } };
    const [cache] = serviceOf("nifi", { nifi: [buckets] }, { nifi: hosts({ count: 4 }) }).caches;
    expect(cache!.entriesLost).toBe(4_800_000);
    expect(cache!.databaseRequestsPerSecond).toBeCloseTo(45_000, 6);
  });

  test("fewer values than nodes leave nodes idle, and the plan says so", () => {
    const buckets = { ...imei, cache: { ...imei.cache, buckets: 4 } };
    expect(planOf({ nifi: [buckets] }, { nifi: nodes }).warnings).toContain(
      "imei: 4 buckets reach at most 4 of 5 nodes; balance by more values",
    );
  });

  test("without hosts its size is known, but not what a node holds", () => {
    const [cache] = serviceOf("nifi", { nifi: [imei] }).caches;
    expect(cache).toMatchObject({ bytesPerNode: null, entriesLost: null });
    expect(cache!.bytes).toBeCloseTo(5.472e9, 0);
  });
});

describe("the nodes of a cluster", () => {
  // 7.5 cores; a node may use 3 of its 4.
  const load = flow({ rate: "150000 msg/s", perCore: "20000 msg/s" });

  test("are as many as carry the load with one lost", () => {
    const { fleet } = serviceOf("nifi", { nifi: [load] }, { nifi: hosts({ cores: 4 }) });
    expect(fleet).toMatchObject({
      nodes: 4,
      spare: 1,
      bottleneck: { resource: "cpu", state: "degraded", utilisation: 7.5 / 3 / 4 },
    });
  });

  test("are as many as may be lost more", () => {
    const { fleet } = serviceOf("nifi", { nifi: [load] }, { nifi: hosts({ cores: 4, spare: 3 }) });
    expect(fleet).toMatchObject({ nodes: 6, spare: 3 });
  });

  test("are refused when their fixed number is too small", () => {
    const { services, refusals } = planOf({ nifi: [load] }, { nifi: hosts({ cores: 4, count: 3 }) });
    expect(services).toEqual([]);
    expect(refusals).toEqual([
      {
        code: "PLM-NIFI-001",
        resource: "cpu",
        needed: 3.75,
        available: 3,
        unit: "cores",
        remedy: "have 4 nifi nodes, or have 5 cores in each node",
      },
    ]);
  });

  test("are refused when the most that may be used are too few", () => {
    const { refusals } = planOf({ nifi: [load] }, { nifi: hosts({ cores: 4, most: 3 }) });
    expect(refusals.map(({ code }) => code)).toEqual(["PLM-NIFI-001"]);
  });

  test("are refused when none is left after the loss", () => {
    const { refusals } = planOf({ nifi: [load] }, { nifi: hosts({ count: 1 }) });
    expect(refusals).toMatchObject([{ code: "PLM-NIFI-009", resource: "nodes", needed: 2, available: 1 }]);
  });

  test("must hold their heap, and more nodes do not help", () => {
    const { refusals } = planOf({ nifi: [load] }, { nifi: hosts({ memory: "16 GiB" }) });
    expect(refusals).toMatchObject([
      { code: "PLM-NIFI-002", needed: 16 * 2 ** 30, remedy: "have 21.5 GB of memory in each node" },
    ]);
  });

  test("need disks for each repository, and say which were not checked", () => {
    // 150 MB/s x 4 writes = 600 MB/s; a mirrored pair of 200 MB/s may do 160 MB/s: 3.75 nodes, and one spare.
    const disks = [{ size: "4 TB", count: 2, raid: 1, write: "200 MB/s" }];
    const nodes = hosts({ disks });
    const { fleet } = serviceOf("nifi", { nifi: [load] }, { nifi: nodes });
    expect(fleet).toMatchObject({ nodes: 5, bottleneck: { resource: "diskWrite" } });
    expect(planOf({ nifi: [load] }, { nifi: nodes }).warnings).toEqual([
      "nifi: flowFileWrite is not checked, the inventory does not give its capacity",
      "nifi: provenanceWrite is not checked, the inventory does not give its capacity",
    ]);
  });

  test("are not one more for a rounding of the last bit: 2.1 cores are 70 % of 3", () => {
    const exact = flow({ rate: "210000 msg/s", perCore: "100000 msg/s" });
    const input = [{ nifi: [exact] }, { nifi: hosts({ cores: 3, spare: 0 }) }, [], { serviceCpuLimit: 0.7 }] as const;
    expect(serviceOf("nifi", ...input).fleet).toMatchObject({ nodes: 1, spare: 0 });
  });

  test("hold the content that waits for a destination", () => {
    // 150 MB/s for 2 h are 1.08 TB.
    const held = flow({ rate: "150000 msg/s", hold: "2 h" });
    expect(serviceOf("nifi", { nifi: [held] }).jobs[0]!.heldBytes).toBeCloseTo(1.08e12, 0);
  });
});
