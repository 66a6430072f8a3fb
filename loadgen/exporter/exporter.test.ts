import { afterEach, describe, expect, it } from "vitest";
import type { Sample } from "../proof/sample.ts";
import { proof } from "../report/fixtures.ts";
import { Exporter } from "./exporter.ts";

const opened: Exporter[] = [];
afterEach(async () => {
  for (const exporter of opened.splice(0)) await exporter.close();
});

async function open(port = 0): Promise<Exporter> {
  const exporter = await Exporter.open("telco", { host: "127.0.0.1", port });
  opened.push(exporter);
  return exporter;
}

const sample: Sample = {
  ...proof.series[0]!,
  dueMessages: 1000,
  acknowledgedMessages: 990,
  acknowledgedBytes: 99_000,
  consumedMessages: 980,
  retries: 3,
  p50: 4,
  p99: 25,
  behindMessages: 10,
};

describe("the exporter", () => {
  it("sums the seconds of a run, and has the last one's latency in seconds", async () => {
    const exporter = await open();
    exporter.add(sample);
    exporter.add({ ...sample, p99: 50, behindMessages: 0 });
    const response = await fetch(exporter.url);
    expect(response.headers.get("content-type")).toContain("text/plain");
    const text = await response.text();
    for (const line of [
      'plimsoll_due_messages_total{plan="telco"} 2000',
      'plimsoll_acknowledged_messages_total{plan="telco"} 1980',
      'plimsoll_acknowledged_bytes_total{plan="telco"} 198000',
      'plimsoll_consumed_messages_total{plan="telco"} 1960',
      'plimsoll_retried_messages_total{plan="telco"} 6',
      'plimsoll_behind_messages{plan="telco"} 0',
      'plimsoll_produce_latency_seconds{quantile="0.99",plan="telco"} 0.05',
    ])
      expect(text.split("\n")).toContain(line);
  });

  it("does not tell the latency of a second in which nothing was acknowledged as zero", async () => {
    const exporter = await open();
    exporter.add({ ...sample, p50: null, p99: null });
    expect(await (await fetch(exporter.url)).text()).toContain('quantile="0.5",plan="telco"} Nan');
  });

  it("says where else to look, and what to do when its port is taken", async () => {
    const exporter = await open();
    expect((await fetch(new URL("/", exporter.url))).status).toBe(404);
    const taken = Number(new URL(exporter.url).port);
    await expect(open(taken)).rejects.toMatchObject({ code: "PLM-LOAD-060" });
  });
});
