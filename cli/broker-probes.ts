import type { ClusterStatus } from "../components/index.ts";
import type { Access } from "../loadgen/access.ts";
import { ExporterProbe } from "../loadgen/broker-side/exporter-probe.ts";
import { ProcessProbe } from "../loadgen/broker-side/process-probe.ts";
import type { BrokerProbe } from "../loadgen/broker-side/reading.ts";
import { Problem } from "../sizing/problem.ts";
import type { Components } from "./context.ts";
import { isLoopback } from "./loopback.ts";

/**
 * What tells of the brokers behind `access` during a load: the exporters that were named, else, where the local cluster
 * `name` is what is loaded, its processes.
 * @throws Problem PLM-CLI-006 where an exporter tells nothing of a broker
 */
export async function brokerProbes(
  { status, stackOfCluster }: Pick<Components, "status" | "stackOfCluster">,
  name: string,
  { bootstrap }: Access,
  exporters: readonly string[] = [],
): Promise<BrokerProbe[]> {
  if (exporters.length > 0) return answering(exporterProbes(exporters));
  if (!bootstrap.some(isLoopback)) return [];
  // A cluster that a stack has made is not ours to ask about; it can be loaded without knowing its processes.
  if ((await stackOfCluster(name)) !== null) return [];
  const found = await status(name);
  if (found === null || !found.bootstrap.some((address) => bootstrap.includes(address))) return [];
  return localProbes(found, () => status(name));
}

/** Probes of what brokers' exporters serve at these addresses. */
export function exporterProbes(urls: readonly string[]): BrokerProbe[] {
  return urls.map((url) => new ExporterProbe(new URL(url).host, url));
}

/** A mistaken address is told before the load, not by figures that are missing from its proof. */
async function answering(probes: BrokerProbe[]): Promise<BrokerProbe[]> {
  const readings = await Promise.all(probes.map((probe) => probe.read()));
  const silent = probes.filter((_, i) => Object.values(readings[i] ?? {}).every((figure) => figure === null));
  if (silent.length === 0) return probes;
  throw new Problem(
    "environment",
    "PLM-CLI-006",
    `no figures of a broker are served at ${silent.map(({ broker }) => broker).join(", ")}`,
    "give --broker-metrics the address at which a JMX exporter answers, or leave it out",
  );
}

/** Probes of the processes of a local cluster's brokers; `again` tells where they are now, asked when one is gone. */
export function localProbes(found: ClusterStatus, again: () => Promise<ClusterStatus | null>): BrokerProbe[] {
  return found.nodes.flatMap(({ id, kind, pid }) =>
    kind === "kafka-broker" ? [localProbe(id, pid, async () => pidOf(await again(), id))] : [],
  );
}

function localProbe(id: string, found: number | null, again: () => Promise<number | null>): BrokerProbe {
  let pid = found;
  const process = new ProcessProbe(brokerName(id), () => pid);
  return {
    broker: process.broker,
    read: async () => {
      const reading = await process.read();
      if (reading !== null) return reading;
      // A broker that was started again is another process.
      pid = await again().catch(() => null);
      return process.read();
    },
  };
}

function pidOf(status: ClusterStatus | null, id: string): number | null {
  return status?.nodes.find((node) => node.id === id)?.pid ?? null;
}

/** `broker 2` of `claro/broker-2`, as the cluster itself names it by its id. */
const brokerName = (id: string) => `broker ${id.slice(id.lastIndexOf("-") + 1)}`;
