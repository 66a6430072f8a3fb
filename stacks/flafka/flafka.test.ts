import { expect, test } from "vitest";
import { formatBytes, formatBytesPerSecond, type Inventory, plan } from "../../sizing/index.ts";
import { grouped, lasting, missingFrom, percent, times } from "../testing/page.ts";
import { largestLoad, longestRetention, main, planOf, serviceOf, system } from "../testing/systems.ts";

const million = await planOf("flafka million");
const { partitions, replicas, perBroker, utilisation } = main(million);
const flume = serviceOf(million, "flume");
const hdfs = serviceOf(million, "hdfs");

const GiB = 2 ** 30;

// The calculation of docs/systems/flafka.md: every expected figure is worked out here from the workload and the hosts.
test("a million by hand: partitions and traffic", () => {
  expect(million.totals.ingressBytesPerSecond).toBe(1_000_000 * 500);
  expect([partitions, replicas, perBroker.replicas]).toEqual([501, 1002, 334]);
  expect(perBroker.networkInBytesPerSecond).toBeCloseTo((500e6 * 2) / 3, 3);
  expect(perBroker.networkOutBytesPerSecond).toBeCloseTo((500e6 * (1 + 1)) / 3, 3);
  expect(utilisation.normal.networkIn).toBeCloseTo(333.3333 / 1250, 6);
  expect(utilisation.degraded.networkIn).toBeCloseTo(500 / 1250, 9);
  expect(utilisation.normal.diskWrite).toBeCloseTo((333.3333 + 11) / 1800, 6);
  expect(utilisation.degraded.diskWrite).toBeCloseTo((500 + 11) / 1800, 9);
});

test("a million by hand: disk, memory, CPU and file handles", () => {
  const stored = 43.2e12 + 1002 * GiB;
  expect(million.totals.storageBytes).toBeCloseTo(stored, -1);
  const onFullest = 11 * (500e6 * 43_200 * (1 / 500) + GiB);
  expect(utilisation.normal.disk).toBeCloseTo((stored / 3 + onFullest) / 48e12, 9);
  expect(utilisation.degraded.disk).toBeCloseTo((stored / 2 + onFullest) / 48e12, 9);
  expect(utilisation.normal.memory).toBeCloseTo((6 * GiB + 10e9) / (64 * GiB), 9);
  expect(perBroker.cpuCores).toBeCloseTo((0.1 + 3.2959 + 2.1 + 0.4) / 3, 4);
  expect(utilisation.degraded.fileHandles).toBeCloseTo(((43.2e12 / GiB + 1002) * 1.5 + 5000) / 100_000, 9);
});

test("a million by hand: agents, files and HDFS", () => {
  const [flow] = flume.service.jobs;
  expect([flow!.agents, flume.nodes]).toEqual([Math.ceil(1_000_000 / 30_000), Math.ceil((34 * 2) / (0.75 * 16)) + 1]);
  expect(flow!.filesPerSecond).toBeCloseTo(500e6 / (128 * 2 ** 20), 9);
  expect(hdfs.service.jobs[0]!.spaceBytes).toBe(500e6 * 30 * 86_400 * 3);
  expect(hdfs.nodes).toBe(3888 / (0.75 * 12 * 8) + 1);
});

test("the page quotes the plan of the million and its capacity", async () => {
  const [flow] = flume.service.jobs;
  const load = await largestLoad("flafka million", "objectivesKept");
  const kept = await longestRetention("flafka million", "objectivesKept");
  const figures = [
    `with ${partitions} partitions, ${flow!.agents} agents`,
    `receives ${formatBytesPerSecond(perBroker.networkInBytesPerSecond)}, ${percent(utilisation.normal.networkIn)} of its`,
    `with one lost ${percent(utilisation.degraded.networkIn)}.`,
    `File handles are the fullest resource, ${percent(utilisation.degraded.fileHandles)} with a broker lost`,
    `allows ${times(load.times)} times the load, or ${lasting(kept)} of retention`,
    `The agents take ${flume.nodes} hosts, their sinks close ${Number(flow!.filesPerSecond.toPrecision(3))} files a second`,
    `fills ${formatBytes(hdfs.service.jobs[0]!.spaceBytes)} in HDFS, ${hdfs.nodes} datanodes`,
  ];
  expect(await missingFrom("flafka", figures)).toEqual([]);
});

/** The same hosts with the disks of each joined in one array. */
function onArrays(inventory: Inventory): Inventory {
  if (!("brokers" in inventory)) throw new Error("no hosts in the inventory");
  const disks = inventory.brokers.disks.map((group) => ({ ...group, raid: 6 as const }));
  return { ...inventory, brokers: { ...inventory.brokers, disks } };
}

test("the page quotes the proof of concept, and why its settings do not carry the million", async () => {
  const proof = await planOf("flafka");
  const [flow] = serviceOf(proof, "flume").service.jobs;
  const { workload, inventory, plan: asItWas } = await system("flafka million-as-it-was");
  expect(asItWas.refusals.map(({ code }) => code)).toEqual(["PLM-DISK-001", "PLM-DISK-002", "PLM-DISK-003"]);
  const { refusals } = plan(workload, onArrays(inventory));
  const [agents, files] = refusals;
  expect(refusals).toHaveLength(2);
  const figures = [
    `It keeps ${formatBytes((500e6 * 43_200) / 3)}, and a disk has 4 TB.`,
    `a million puts ${formatBytesPerSecond(500e6 / 3)} on each, and a disk writes or reads 150 MB/s`,
    "the rule asks for 5 partitions, so that 3 draw a warning at 1.67 MB/s each",
    `${flow!.filesPerSecond} files a second of ${formatBytes(flow!.fileBytes)}`,
    `${formatBytes(flow!.namenodeHeapBytesPerDay)} more heap each day`,
    `\`${agents!.code}\`: ${agents!.needed} agents are needed (at 30,000 events/s each), and three partitions feed ${agents!.available}.`,
    `\`${files!.code}\`: files of 100 events are ${grouped(files!.needed)} files a second`,
    `a NameNode journals about ${grouped(files!.available)}.`,
  ];
  expect(proof.warnings.join()).toMatch(/flume\.txn: partitions is fixed at 3, .* 5 .*1\.67 MB\/s/);
  expect(await missingFrom("flafka", figures)).toEqual([]);
});
