import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { inSystem, inventory, workload } from "../../components/testing/small-system.ts";
import { fakeContext } from "../testing/fakes.ts";

test("k6 writes the scripts, the load and the TestRuns, and says how to run them", async () => {
  const withP99 = workload.replace("lose: { brokers: 1 }", "lose: { brokers: 1 }, produceP99: 50 ms");
  await inSystem({ workload: withP99, inventory }, async (dir) => {
    const out = join(dir, "k6");
    const cli = fakeContext();
    expect(await cli.run("k6", dir, "--out", out, "--duration", "10s", "--instance-rate", "4k msg/s")).toBe(0);
    expect(await readdir(out)).toEqual([
      "answer.ts",
      "ingest.ts",
      "k6-x-kafka.d.ts",
      "kafka.ts",
      "load.ts",
      "messages.ts",
      "scenarios.ts",
      "shape.ts",
      "sizes.ts",
      "testrun-ingest.yaml",
      "testrun-kafka.yaml",
    ]);
    expect(cli.out()).toMatch(/^small: 1 topic; 3 instances of k6 share it\.\n\n {2}k6 run /);
    expect(cli.out()).toContain("in the TestRun BROKERS is 127.0.0.1:9092, so name the brokers with --against\n");
    expect(cli.out()).toContain("in the TestRun INGEST_URL is http://127.0.0.1:8080, so name the ingest with");
    const named = fakeContext();
    const away = ["--against", "k1:9092", "--ingest-url", "http://ingest:8080"];
    await named.run("k6", dir, "--out", join(dir, "away"), "--duration", "10s", ...away);
    expect(named.out()).not.toContain("in the TestRun");
    // 10,000 msg/s over 3 instances of 100 iterations a second: 33.3 messages an iteration, so 34.
    expect(await readFile(join(out, "load.ts"), "utf8")).toContain('"batch": 34');
    expect(parse(await readFile(join(out, "testrun-kafka.yaml"), "utf8"))).toEqual({
      apiVersion: "k6.io/v1alpha1",
      kind: "TestRun",
      metadata: { name: "plimsoll-k6-small-kafka" },
      spec: {
        parallelism: 3,
        separate: true,
        script: { configMap: { name: "plimsoll-k6-small", file: "kafka.ts" } },
        arguments: "--no-usage-report",
        runner: {
          image: "mostafamoradian/xk6-kafka:latest",
          env: [
            { name: "PLIMSOLL_INSTANCES", value: "3" },
            { name: "BROKERS", value: "127.0.0.1:9092" },
            { name: "PLIMSOLL_TOPICS", value: "given" },
          ],
        },
      },
    });
    const wrong = fakeContext();
    expect(await wrong.run("k6", dir, "--out", out, "--ingest-url", "ingest:8080")).toBe(2);
    expect(wrong.err()).toContain("--ingest-url: `ingest:8080` is no address of an ingest");
    const asJson = fakeContext();
    await asJson.run("k6", dir, "--out", out, "--json", "--scale", "1/10", "--ramp", "20s", "--duration", "10s");
    expect(JSON.parse(asJson.out())).toMatchObject({
      system: "small",
      instances: 1,
      loss: 0,
      p99Ms: 50,
      topics: [
        {
          planned: "events",
          topic: "plimsoll-k6-events",
          replication: 3,
          minInsync: 2,
          acks: "all",
          messageBytes: 1000,
          batch: 100,
          // 1,000 msg/s for 10 s, and half of that on average for 20 s.
          messages: 20_000,
          arrivals: {
            executor: "ramping-arrival-rate",
            startRate: 0,
            timeUnit: "1s",
            stages: [
              { target: 10, duration: "20s" },
              { target: 10, duration: "10s" },
            ],
          },
        },
      ],
    });
  });
});

test.each([
  [["--scale", "auto"], /PLM-K6-001: --scale auto asks for a probe/],
  [["--cluster", "other"], /PLM-LOAD-017: [\s\S]*no cluster other[\s\S]*name one of main/],
])("k6 %s is refused", async (words, message) => {
  await inSystem({ workload, inventory }, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("k6", dir, "--out", join(dir, "k6"), ...words)).toBe(2);
    expect(cli.err()).toMatch(message);
  });
});
