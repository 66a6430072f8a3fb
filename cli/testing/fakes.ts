import { PassThrough } from "node:stream";
import type { ClusterStatus } from "../../components/index.ts";
import { smallPlan } from "../../components/local/small-plan.ts";
import { foundMax } from "../../loadgen/find-max/fixtures.ts";
import { mark, proof } from "../../loadgen/report/fixtures.ts";
import { calibrationRun } from "../../loadgen/testing/calibration-run.ts";
import type { Components, Context, Loadgen } from "../context.ts";
import { runCommandLine } from "../program.ts";
import { plain, type Terminal } from "../terminal.ts";

/** A terminal that keeps what is written to it. */
export function fakeTerminal(live = false): Terminal & { text(stream: "out" | "err"): string } {
  const streams = { out: new PassThrough(), err: new PassThrough() };
  const kept = { out: "", err: "" };
  for (const name of ["out", "err"] as const)
    streams[name].on("data", (chunk) => {
      kept[name] += chunk;
    });
  return { ...streams, paintOut: plain, paintErr: plain, live, columns: 80, text: (name) => kept[name] };
}

export const status: ClusterStatus = {
  name: "small",
  directory: "/state/small",
  nodes: [
    { id: "small/zookeeper-1", kind: "zookeeper-node", state: "running", pid: 4001, port: 20_000, drift: [] },
    { id: "small/broker-1", kind: "kafka-broker", state: "running", pid: 4002, port: 20_001, drift: [] },
    { id: "small/broker-2", kind: "kafka-broker", state: "dead", pid: null, port: 20_002, drift: [] },
  ],
  topics: ["events"],
  bootstrap: ["127.0.0.1:20001", "127.0.0.1:20002"],
  metadata: { mode: "zookeeper", connect: "127.0.0.1:20000" },
};

/** The other parts of the program, which note their calls and do nothing else. */
export function fakeContext(parts: { components?: Partial<Components>; loadgen?: Partial<Loadgen> } = {}) {
  const calls: string[] = [];
  const terminal = fakeTerminal();
  const components: Components = {
    ensureRuntime: async ({ kafka }) => {
      calls.push(`runtime ${kafka}`);
      const java = { executable: "/usr/bin/java", release: 17, description: "" };
      return { kafka, java, classPath: [], archives: {}, bootstrapCheckpoint: null };
    },
    up: async ({ name }) => {
      calls.push(`up ${name}`);
      return { ...status, name, changes: ["Heap of a broker: 1 GB instead of 6 GB."] };
    },
    down: async (name) => {
      calls.push(`down ${name}`);
      return calls.includes(`up ${name}`) ? "removed" : "nothing";
    },
    status: async () => status,
    holdCluster: async (name) => {
      calls.push(`hold ${name}`);
      return {
        status: async () => status,
        operate: async () => {},
        release: async () => void calls.push(`release ${name}`),
      };
    },
    stackOfCluster: async () => null,
    smallPlan,
    ...parts.components,
  };
  const loadgen: Loadgen = {
    prove: async ({ access: { bootstrap }, scale, onSample }) => {
      calls.push(`prove ${bootstrap.join(",")} at ${scale}`);
      onSample?.({ ...proof.series[0]!, p999: null, max: null, errors: {}, unreadMessages: 0, faults: [] });
      return proof;
    },
    findMaxRate: async ({ access: { bootstrap } }) => {
      calls.push(`find-max ${bootstrap.join(",")}`);
      return foundMax;
    },
    mark: async ({ access: { bootstrap }, seconds }) => {
      calls.push(`mark ${bootstrap.join(",")} for ${seconds} s`);
      return mark;
    },
    calibrate: async ({ access: { bootstrap }, brokers, codecs, quick, onProgress }) => {
      const names = brokers.map(({ broker }) => broker).join(" and ");
      calls.push(`calibrate ${bootstrap.join(",")} watching ${names}, codecs ${codecs.join(",")}, quick ${quick}`);
      onProgress?.("1 of 1, about 7 s left");
      return calibrationRun;
    },
    openAgent: async ({ address: { host, port }, once }) => {
      calls.push(`agent on ${host}:${port}${once ? " once" : ""}`);
      return { port, ended: Promise.resolve(), close: async () => {} };
    },
    ...parts.loadgen,
  };
  const context: Context = { terminal, components: async () => components, loadgen: async () => loadgen };
  return {
    context,
    calls,
    out: () => terminal.text("out"),
    err: () => terminal.text("err"),
    run: (...words: string[]) => runCommandLine(words, context),
  };
}
