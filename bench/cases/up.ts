import { readSystem } from "../../components/system.ts";
import packageJson from "../../package.json" with { type: "json" };
import { alternate } from "../alternation.ts";
import { type CaseResult, summarised } from "../case-result.ts";
import { settle } from "../settle.ts";
import { telcoOnHosts } from "../systems.ts";
import type { BenchTools } from "../tools.ts";

export const upId = "up-telco";
const name = "plimsoll-bench-telco";

const method =
  "From nothing to brokers that know each other and topics whose partitions have leaders, and back to nothing, seen by the program that does it. Jars and class-data archives are there, and the file system has forgotten the files of the round before.";

const peer = {
  name: "plimsoll",
  version: packageJson.version,
  use: "every setting as planned, adapted to one machine; Java with its full compiler",
  settings: {},
};

/** Brings the telco's planned cluster up on this machine and takes it down again. */
export async function benchUp(tools: BenchTools): Promise<CaseResult[]> {
  const { components, runtime, signal, options, step } = tools;
  const { plan } = await readSystem(telcoOnHosts);
  const deployment = { ...plan, name };
  const { brokers, metadata, partitions, replicas } = plan.clusters[0]!;
  const title = `${metadata.nodes} ZooKeeper nodes and ${brokers} brokers with topics, up and down`;
  await components.down(name);
  try {
    const measured = await alternate([peer], options.rounds, async (_, round) => {
      step(`${title}: round ${round} of ${options.rounds}`);
      await settle(tools);
      const upSeconds = await timed(() => components.up(deployment, { runtime, signal, log: () => {} }));
      const downSeconds = await timed(() => components.down(name));
      return { figures: { upSeconds, downSeconds }, evidence: {} };
    });
    const conditions = { brokers, zooKeeperNodes: metadata.nodes, partitions, replicas };
    return [summarised({ id: upId, title, method, conditions, compared: "peers", peers: [peer] }, measured)];
  } finally {
    await components.down(name);
  }
}

/** The seconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
