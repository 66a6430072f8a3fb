import { amount, disksFigure, hostFigure, money, some } from "../../../loadgen/report/plan-figures.ts";
import { serviceFigures } from "../../../loadgen/report/service-figures.ts";
import { carriedText, crossingTitle } from "../../../loadgen/report/verdict.ts";
import { formatBytes, formatDuration } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { PlannedService } from "../../../sizing/services/planned.ts";
import { secondsPerDay } from "../../../sizing/units/dimensions.ts";
import { brokersFigure, metadataFigure } from "./cluster-figures.ts";

/** A figure that a reader looks for first in a plan, as text. */
export interface Figure {
  readonly name: string;
  readonly text: string;
  /** Of its reason in the plan's explanation. */
  readonly key: string;
  /** A count, for a comparison; null where it is none. */
  readonly count: number | null;
}

const counted = (name: string, key: string, count: number, text = amount(count)): Figure => ({
  name,
  key,
  count,
  text,
});
const told = (name: string, key: string, text: string): Figure => ({ name, key, text, count: null });

/** Figures that only a single cluster has. */
function ofOne(cluster: PlannedCluster): Figure[] {
  const key = (rest: string): string => `clusters.${cluster.name}.${rest}`;
  const { brokers, partitions, replicas, metadata, host, produceP99Seconds } = cluster;
  const [disk] = host.disks;
  return [
    counted("brokers", key("brokers"), brokers, brokersFigure(cluster)),
    told("host", key("host.cores"), hostFigure(host)),
    told("disks", disk === undefined ? key("logDirs") : key(`host.disks.${disk.name}.count`), disksFigure(host)),
    counted("metadata", key("metadata.nodes"), metadata.nodes, metadataFigure(cluster)),
    counted("partitions", key("partitions"), partitions),
    counted("replicas", key("replicas"), replicas),
    ...(produceP99Seconds === undefined
      ? []
      : [
          told("produce p99", key("produceP99Seconds.normal"), formatDuration(produceP99Seconds.normal)),
          told("p99, loss", key("produceP99Seconds.degraded"), formatDuration(produceP99Seconds.degraded)),
        ]),
  ];
}

function ofSeveral({ totals, choice }: Plan): Figure[] {
  return [
    counted("brokers", "totals.brokers", totals.brokers),
    counted("clusters", "totals.clusters", totals.clusters),
    ...(choice === null ? [] : [told("offer", "choice.considered", choice.offer)]),
    counted("metadata", "totals.metadataNodes", totals.metadataNodes, some(totals.metadataNodes, "node")),
    counted("partitions", "totals.partitions", totals.partitions),
    counted("replicas", "totals.replicas", totals.replicas),
  ];
}

function ofService(service: PlannedService): Figure {
  const { name, fleet } = service;
  const { title } = serviceFigures(service);
  return fleet.hosts === "given"
    ? counted(title, `services.${name}.fleet.nodes`, fleet.nodes, some(fleet.nodes, "node"))
    : counted(
        title,
        `services.${name}.fleet.leastNodes`,
        fleet.leastNodes,
        `${some(fleet.leastNodes, "node")} at least`,
      );
}

/** The first limit that growth passes. */
function ofGrowth({ growth }: Plan): Figure[] {
  const first = growth?.crossings.find(({ afterDays }) => afterDays !== null);
  if (first === undefined) return [];
  const { name, resource, afterDays, date } = first;
  const after = formatDuration((afterDays ?? 0) * secondsPerDay);
  const text = `passes ${crossingTitle(resource)} after ${after}${date === "" ? "" : `, ${date}`}`;
  return [told("growth", `growth.crossings.${name}.afterDays`, text)];
}

/** The figures of a plan that decide most, the weightiest first; none of a plan that was refused. */
export function planFigures(plan: Plan): Figure[] {
  const { clusters, cost, services, totals } = plan;
  const [only] = clusters;
  if (only === undefined) return [];
  const nodes = clusters.length === 1 ? ofOne(only) : ofSeveral(plan);
  return [
    ...nodes.slice(0, 1),
    told("carries", "totals.messagesPerSecond", carriedText(plan)),
    ...(cost === null
      ? []
      : [counted("cost", "cost.perMonth", cost.perMonth, `${money(cost.perMonth)} ${cost.currency} a month`)]),
    ...nodes.slice(1),
    told("stored", "totals.storageBytes", formatBytes(totals.storageBytes)),
    ...services.map(ofService),
    ...ofGrowth(plan),
  ];
}
