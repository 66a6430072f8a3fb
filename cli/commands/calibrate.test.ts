import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { calibrationRun } from "../../loadgen/testing/calibration-run.ts";
import { fakeContext } from "../testing/fakes.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "plimsoll-calibrate-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test("without a folder brokers are started for it and taken down", async () => {
  const cli = fakeContext();
  const out = join(dir, "telco.yaml");
  expect(await cli.run("calibrate", "--quick", "--codecs", "lz4,zstd", "--out", out)).toBe(0);
  const watched = "watching broker 1 and broker 2, codecs lz4,zstd, quick true";
  expect(cli.calls.slice(-3)).toEqual([
    "up plimsoll-calibrate",
    `calibrate 127.0.0.1:20001,127.0.0.1:20002 ${watched}`,
    "down plimsoll-calibrate",
  ]);
  const file = await readFile(out, "utf8");
  expect(cli.out()).toBe(file);
  expect(parse(file)).toMatchObject({ source: "telco.json", costs: { cpuPerMillionBatches: 93.5 } });
  expect(JSON.parse(await readFile(join(dir, "telco.json"), "utf8"))).toEqual(calibrationRun);
});

test("brokers elsewhere are watched through their exporters", async () => {
  const cli = fakeContext();
  const where = ["--against", "k1:9092,k2:9092", "--broker-metrics", "http://k1:7071/metrics,http://k2:7071/metrics"];
  expect(await cli.run("calibrate", ...where, "--json", "--out", join(dir, "c.yaml"))).toBe(0);
  expect(cli.calls).toEqual(["calibrate k1:9092,k2:9092 watching k1:7071 and k2:7071, codecs , quick false"]);
  expect(JSON.parse(cli.out())).toEqual(calibrationRun);
});

test("what cannot be is refused before anything is started", async () => {
  const cli = fakeContext();
  expect(await cli.run("calibrate", "--codecs", "rar")).toBe(2);
  expect(await cli.run("calibrate", "--against", "k1:9092", "--broker-metrics", "k1:7071")).toBe(2);
  expect(await cli.run("calibrate", "--brokers", "0")).toBe(2);
  expect(cli.calls).toEqual([]);
});

test("--help tells how to use what was measured", async () => {
  const cli = fakeContext();
  expect(await cli.run("calibrate", "--help")).toBe(0);
  expect(cli.out()).toContain("plimsoll plan stacks/claro --calibration calibration.yaml");
});
