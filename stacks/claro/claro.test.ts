import { expect, test } from "vitest";
import { formatBytes, formatBytesPerSecond, formatDuration } from "../../sizing/index.ts";
import { grouped, lasting, missingFrom, percent, row, times } from "../testing/page.ts";
import { largestLoad, longestRetention, main, planOf, serviceOf } from "../testing/systems.ts";

const plan = await planOf("claro");
const { partitions, replicas, perBroker, utilisation } = main(plan);

const GiB = 2 ** 30;
const received = 485_000 * 1361;
const segments = 1995 * GiB;

// The calculation of docs/systems/claro.md: every expected figure is worked out here from the published ones.
test("by hand: partitions and traffic", () => {
  expect(plan.totals.ingressBytesPerSecond).toBe(received);
  expect([partitions, replicas, perBroker.replicas]).toEqual([665, 665 * 3, (665 * 3) / 5]);
  expect(perBroker.networkInBytesPerSecond).toBeCloseTo((received * 3) / 5, 3);
  expect(perBroker.networkOutBytesPerSecond).toBeCloseTo((received * (1 + 2)) / 5, 3);
  expect(utilisation.normal.networkIn).toBeCloseTo(396.051 / 1250, 6);
  expect(utilisation.degraded.networkIn).toBeCloseTo(495.06375 / 1250, 6);
});

test("by hand: disk, memory, CPU and memory maps", () => {
  const stored = received * 14_400 * 3 + segments;
  expect(plan.totals.storageBytes).toBeCloseTo(stored, -1);
  expect(utilisation.normal.disk).toBeCloseTo(stored / 5 / 22e12, 9);
  expect(utilisation.degraded.disk).toBeCloseTo(stored / 4 / 22e12, 9);
  expect(utilisation.normal.memory).toBeCloseTo((6 * GiB + ((received * 3) / 5) * 30) / (512 * GiB), 9);
  expect(perBroker.cpuCores).toBeCloseTo((0.0485 + 4.3511 + 4.1585 + 0.7921) / 5, 3);
  expect(utilisation.degraded.memoryMaps).toBeCloseTo(((received * 14_400 * 3) / GiB + 1995) / 2 / 65_530, 5);
});

test("by hand: the largest load and the longest retention with a broker lost", async () => {
  const most = (0.8 * 1.25e9 * 4) / 3 / received;
  const load = await largestLoad("claro", "objectivesKept");
  expect(load.times).toBeLessThanOrEqual(most);
  expect(load.times / most).toBeCloseTo(1, 3);
  const longest = (0.85 * 22e12 * 4 - segments) / (received * 3);
  const retention = await longestRetention("claro", "objectivesKept");
  expect(retention).toBeLessThanOrEqual(longest);
  expect(retention / longest).toBeCloseTo(1, 3);
});

test("the page quotes the plan, its capacity and its services", async () => {
  const { service, nodes } = serviceOf(plan, "nifi");
  const cache = service.caches[0]!;
  const connect = serviceOf(plan, "connect");
  const load = await largestLoad("claro", "objectivesKept");
  const figures = [
    `${partitions} partitions in 3 copies`,
    `at ${percent(utilisation.normal.networkIn)} normally and ${percent(utilisation.degraded.networkIn)} when a broker`,
    `${times(load.times)} times the peak, ${formatBytesPerSecond(load.ingressBytesPerSecond)}`,
    `${formatBytes(cache.bytes)} of Redis over ${nodes} NiFi nodes`,
    `takes ${grouped(cache.entriesLost!)} entries with it, and ${grouped(cache.databaseRequestsPerSecond!)} requests/s`,
    `${connect.service.jobs[0]!.tasks} Connect tasks on ${connect.nodes} nodes`,
    `90 days of its files ${serviceOf(plan, "hdfs").nodes} datanodes`,
    `write ${formatBytesPerSecond(perBroker.diskWriteBytesPerSecond)} each`,
  ];
  expect(await missingFrom("claro", figures)).toEqual([]);
});

test("the page quotes how long one, two and three copies are kept", async () => {
  const cells = async (copies: number, name: string) => [
    copies,
    formatDuration(Math.round(110e12 / 660e6 / copies)),
    lasting(await longestRetention(name, "normal")),
  ];
  const withLoss = async (name: string) => lasting(await longestRetention(name, "objectivesKept"));
  const rows = [
    row(...(await cells(1, "claro one-copy"))),
    row(...(await cells(2, "claro two-copies")), await withLoss("claro two-copies")),
    row(...(await cells(3, "claro")), await withLoss("claro")),
  ];
  expect(await missingFrom("claro", rows)).toEqual([]);
});

test("the page quotes the other readings and the end of the year", async () => {
  const reading = async (copies: string, name: string) => {
    const { totals, ...rest } = await planOf(name);
    const cluster = main({ totals, ...rest });
    const kept = lasting(await longestRetention(name, "objectivesKept"));
    const sent = formatBytesPerSecond(totals.ingressBytesPerSecond);
    return row(copies, sent, cluster.partitions, percent(cluster.utilisation.degraded.networkIn), kept);
  };
  const yearEnd = await planOf("claro year-end");
  const { messagesPerSecond, ingressBytesPerSecond } = yearEnd.totals;
  const figures = [
    await reading("one copy", "claro"),
    await reading("two copies", "claro replicated-twice"),
    await reading("three copies", "claro replicated"),
    `${grouped(messagesPerSecond)} messages/s and ${formatBytesPerSecond(ingressBytesPerSecond)}`,
    `the network at ${percent(main(yearEnd).utilisation.degraded.networkIn)} with a broker lost`,
    `allows ${times((await largestLoad("claro year-end", "objectivesKept")).times)} times that`,
  ];
  expect(await missingFrom("claro", figures)).toEqual([]);
});
