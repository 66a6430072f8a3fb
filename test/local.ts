import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import {
  down,
  ensureRuntime,
  type LocalCluster,
  type Runtime,
  smallPlan,
  type UpOptions,
  up,
} from "../components/index.ts";

/** A real cluster for the tests of one file, taken down after them; its state is in a folder of its own. */
export interface TestCluster {
  name: string;
  stateDir: string;
  bootstrap: string[];
  status: LocalCluster;
  runtime: Runtime;
}

/** Registers set-up and tear-down with vitest; the returned object is filled before the first test. */
export function testCluster(
  name: string,
  brokers: number,
  metadataNodes: number,
  kafka = "3.9.2",
  settings: Pick<UpOptions, "brokerOverrides"> = {},
): TestCluster {
  const cluster = { name } as TestCluster;
  const signal = new AbortController().signal;
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  beforeAll(async () => {
    cluster.stateDir = await mkdtemp(join(tmpdir(), "plimsoll-test-"));
    cluster.runtime = await ensureRuntime({ kafka, log, signal });
    const plan = smallPlan({ name, kafka, brokers, metadataNodes, topics: [] });
    cluster.status = await up(plan, { ...settings, runtime: cluster.runtime, stateDir: cluster.stateDir, log, signal });
    cluster.bootstrap = [...cluster.status.bootstrap];
  });
  afterAll(async () => {
    await down(name, { stateDir: cluster.stateDir, log });
    await rm(cluster.stateDir, { recursive: true, force: true });
  });
  return cluster;
}
