import { expect, test } from "vitest";
import { formatBytes, formatBytesPerSecond, formatDuration, type Plan } from "../../sizing/index.ts";
import { grouped, missingFrom, percent, times } from "../testing/page.ts";
import { largestLoad, main, planOf, serviceOf } from "../testing/systems.ts";

const now = await planOf("ute");
const keeps = (plan: Plan): string => formatBytes(main(plan).perBroker.diskUsedBytes);

test("one table is read by one task, so a backlog of 450 GB takes 450 GB / (5 MB/s - 10 GB a day)", () => {
  const [source] = serviceOf(now, "connect").service.jobs;
  expect(source).toMatchObject({ tasks: 1, taskLimit: 1 });
  expect(source!.catchUpSeconds).toBeCloseTo(450e9 / (5e6 - 10e9 / 86_400), 3);
});

test("the page quotes the plan of today", async () => {
  const { partitions, brokers } = main(now);
  const [source] = serviceOf(now, "connect").service.jobs;
  const [spark] = serviceOf(now, "spark").service.jobs;
  const figures = [
    `${partitions} partitions on ${brokers} brokers`,
    `A broker keeps ${keeps(now)} for the 7 days`,
    `carry ${times((await largestLoad("ute", "objectivesKept")).times)} times the load`,
    `needs ${formatDuration(source!.catchUpSeconds!)} for 450 GB`,
    `asked ${source!.queriesPerSecond} queries a second`,
    `brings up to ${grouped(Math.round(source!.messagesPerPoll!))} rows at the peak`,
    `writes ${formatBytes(spark!.walBytesPerDay)} a day in its three replicas`,
    `at most ${formatBytesPerSecond(spark!.walBytesPerSecond)} while a backlog is worked off`,
    `holds ${formatBytes(spark!.walHeldBytes)}. A batch of 30 s then takes ${spark!.processingSeconds.toFixed(1)} s`,
  ];
  expect(await missingFrom("ute", figures)).toEqual([]);
});

test("the page quotes the worst week, the years to come and the prototype", async () => {
  const [backlog, later] = [await planOf("ute backlog"), await planOf("ute later")];
  const prototype = main(await planOf("ute prototype/prototype"));
  const hdfs = serviceOf(later, "hdfs");
  const figures = [
    `asks for ${main(backlog).partitions} partitions rather than ${main(now).partitions}`,
    `a broker keeps ${keeps(backlog)}`,
    `has ${main(later).partitions} partitions on the same three brokers, ${keeps(later)} each`,
    `takes ${formatDuration(serviceOf(later, "connect").service.jobs[0]!.catchUpSeconds!)}`,
    `${hdfs.nodes} datanodes for five years, ${formatBytes(hdfs.service.jobs[0]!.spaceBytes)} of them`,
    `which is ${percent(prototype.utilisation.normal.disk)} full`,
  ];
  expect(await missingFrom("ute", figures)).toEqual([]);
});
