import { describe, expect, test } from "vitest";
import { hosts, planOf, serviceOf, topic } from "../testing/sample.ts";

// 22 G events a day of 500 B are 127.3 MB/s; what goes to HDFS is 2.5 of 11 TB.
describe("a sink from 22 G events a day", () => {
  const bytesPerSecond = 11e12 / 86_400;
  const facts = topic({ bytesPerSecond, messagesPerSecond: 22e9 / 86_400, averageBytesPerSecond: bytesPerSecond });
  const sink = { name: "csv", topic: "events", direction: "sink", ratio: 2.5 / 11 };

  test("takes 26 tasks of 5 MB/s", () => {
    const [job] = serviceOf("connect", { connect: [sink] }, {}, [facts]).jobs;
    expect(job).toMatchObject({ tasks: 26, taskLimit: 60, catchUpSeconds: null, messagesPerPoll: null });
    expect(job!.bytesPerSecondPerTask).toBeCloseTo(bytesPerSecond / 26, 3);
  });

  test("sends what it writes only", () => {
    const { fleet } = serviceOf("connect", { connect: [sink] }, {}, [facts]);
    const out = fleet.resources.find(({ name }) => name === "networkOut");
    expect(out!.total).toBeCloseTo(2.5e12 / 86_400, 3);
  });

  test("needs 13 cores: workers of 4 may use 3 of them, and run whole tasks", () => {
    // 26 tasks, 2 a core: 3 cores carry 6 tasks, so 5 workers carry 26 (6 at most), and one may be lost.
    const { fleet } = serviceOf("connect", { connect: [sink] }, { connect: hosts({ cores: 4 }) }, [facts]);
    expect(fleet).toMatchObject({ nodes: 6, bottleneck: { resource: "cpu", state: "degraded", utilisation: 0.75 } });
  });

  test("is refused when the topic has fewer partitions than tasks are needed", () => {
    const { refusals } = planOf({ connect: [sink] }, {}, [{ ...facts, partitions: 20 }]);
    expect(refusals).toEqual([
      {
        code: "PLM-CONNECT-010",
        resource: "tasks",
        needed: 26,
        available: 20,
        unit: "tasks",
        remedy: "csv: have 26 partitions of events, since each is read by one of the tasks only, or faster tasks",
      },
    ]);
  });
});

// 60 GB a day of rows of 100 B by JDBC, polled every 10 s; 45 days of 10 GB wait.
describe("a source with a backlog of 450 GB", () => {
  const source = (fields = {}) => ({
    name: "measures",
    rate: "60 GB/day",
    size: "100 B",
    direction: "source",
    tables: 1,
    poll: "10 s",
    perTask: "6 MB/s",
    backlog: { amount: "450 GB", within: "24 h" },
    ...fields,
  });

  test("catches up within the day in one fast task", () => {
    const [job] = serviceOf("connect", { connect: [source()] }).jobs;
    expect(job!.tasks).toBe(1);
    expect(job!.catchUpSeconds).toBeCloseTo(450e9 / (6e6 - 60e9 / 86_400), 3);
    expect(job!.catchUpSeconds).toBeLessThan(86_400);
  });

  test("asks its table six times a minute and gets 69,444 rows", () => {
    const [job] = serviceOf("connect", { connect: [source()] }).jobs;
    expect(job!.queriesPerSecond).toBeCloseTo(0.1, 12);
    expect(job!.messagesPerPoll).toBeCloseTo((60e9 / 86_400 / 100) * 10, 6);
  });

  test("is refused where one table is too slow: 60 GB and 450 GB a day take six tasks of 1 MB/s", () => {
    const { refusals } = planOf({ connect: [source({ perTask: "1 MB/s" })] });
    expect(refusals).toMatchObject([{ code: "PLM-CONNECT-010", needed: 6, available: 1 }]);
  });

  test("may be told by the time for which nothing was read: 7.5 days of 60 GB are 450 GB", () => {
    const byTime = source({ backlog: { amount: "7.5 days", within: "24 h" } });
    expect(serviceOf("connect", { connect: [byTime] }).jobs[0]!.catchUpSeconds).toBeCloseTo(
      450e9 / (6e6 - 60e9 / 86_400),
      3,
    );
  });
});

test("connectors share their workers, task by task", () => {
  const connect = Array.from({ length: 12 }, (_, at) => ({
    name: `small-${at}`,
    rate: "1 MB/s",
    size: "1 kB",
    direction: "source",
  }));
  // 12 tasks, 2 a core: one worker of 8 cores carries them, one may be lost.
  const { fleet } = serviceOf("connect", { connect }, { connect: hosts({ cores: 8 }) });
  expect(fleet).toMatchObject({ nodes: 2 });
});
