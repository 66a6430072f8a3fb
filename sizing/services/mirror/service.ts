import { derive } from "../../derivation.ts";
import { inBytes } from "../../inputs/rate.ts";
import type { Refusal } from "../../planned/refusal.ts";
import type { BytesPerSecond } from "../../units/dimensions.ts";
import { catchUpSeconds, workRate } from "../backlog.ts";
import { type WorkerLoad, workerNeeds } from "../connect/workers.ts";
import { exceeds } from "../fewest.ts";
import { beyondLimit, parallelFor } from "../parallel.ts";
import { conclude, type Outcome, type Site } from "../service.ts";
import { codeOf, fastEnough } from "../shortage.ts";
import type { Traffic } from "../traffic.ts";
import type { MirrorLink } from "./schema.ts";
import { linkTraffic } from "./traffic.ts";

interface Load extends WorkerLoad {
  readonly link: MirrorLink;
  readonly traffic: Traffic;
}

const window = {
  name: "tcpWindow",
  source: "RFC 7323, TCP extensions for high performance (2014): a connection carries a window in each round trip",
};

function loadOf(link: MirrorLink, at: number, { topics, rules }: Site): Load {
  const key = `services.mirror.${at}`;
  const traffic = linkTraffic(link, key, topics);
  const work = workRate(traffic, link.backlog);
  const rule = rules.mirrorBytesPerTask;
  const alone = link.perTask === undefined ? rule.value : inBytes(link.perTask, traffic.messageBytes);
  const windowed = link.window === undefined ? Number.POSITIVE_INFINITY : link.window / link.roundTrip;
  const perTask =
    windowed < alone
      ? { rate: { dimension: "bytesPerSecond", value: windowed as BytesPerSecond } as const, key: `${key}.window` }
      : { rate: link.perTask, key: `${key}.perTask` };
  const tasks = parallelFor("tasks", work, traffic, perTask, rule);
  return { name: link.name, link, traffic, work, written: work, tasks };
}

/** More than the line carries, its limit and the backlog included. */
function lineTooSlow({ name, link, work }: Load, { rules }: Site): Refusal[] {
  const available = link.bandwidth * rules.networkLimit.value;
  if (!exceeds(work.value, available)) return [];
  const bandwidth = fastEnough(work.value / rules.networkLimit.value);
  const longer = link.backlog === undefined ? "mirror fewer topics" : "allow more time to catch up";
  return [
    {
      code: codeOf("mirror", "011"),
      resource: "bandwidth",
      needed: work.value,
      available,
      unit: "B/s",
      remedy: `${name}: have a line of ${bandwidth}, or ${longer}`,
    },
  ];
}

function plannedLink({ name, link, traffic, work, tasks }: Load, { rules }: Site) {
  return {
    name,
    tasks: tasks.count,
    taskLimit: derive(
      "tasks",
      "partitions of the topics, each copied by one task only",
      { name: "oneReader", source: "Apache Kafka documentation: geo-replication, as of 3.9 (2024)" },
      { partitions: traffic.partitions },
      (inputs) => inputs.partitions,
    ),
    linkUtilisation: derive(
      "fraction",
      "work / speed of the line",
      rules.networkLimit,
      { workBytesPerSecond: work.value, bandwidth: link.bandwidth, limit: rules.networkLimit.value },
      (inputs) => inputs.workBytesPerSecond / inputs.bandwidth,
    ),
    bandwidthDelayBytes: derive(
      "B",
      "speed of the line x round trip",
      window,
      { bandwidth: link.bandwidth, roundTripSeconds: link.roundTrip },
      (inputs) => inputs.bandwidth * inputs.roundTripSeconds,
    ),
    windowBytes: derive(
      "B",
      "work / tasks x round trip",
      window,
      { workBytesPerSecond: work.value, tasks: tasks.count.value, roundTripSeconds: link.roundTrip },
      (inputs) => (inputs.workBytesPerSecond / inputs.tasks) * inputs.roundTripSeconds,
    ),
    lagSeconds: derive(
      "s",
      "round trip x 1.5: up to one until the next fetch asks, half a one for the data to travel",
      { name: "fetchRoundTrip", source: "Kafka's protocol: a consumer asks for each batch" },
      { roundTripSeconds: link.roundTrip },
      (inputs) => inputs.roundTripSeconds * 1.5,
    ),
    catchUpSeconds: catchUpSeconds(
      traffic,
      link.backlog,
      Math.min(tasks.count.value * tasks.bytesPerSecondEach, link.bandwidth * rules.networkLimit.value),
    ),
  };
}

/** Plans the workers that run all the mirror links, and the tasks, window and lag of each. */
export function planMirror(links: readonly MirrorLink[], site: Site): Outcome {
  const loads = links.map((link, at) => loadOf(link, at, site));
  const demand = {
    kind: "mirror" as const,
    needs: workerNeeds(loads, site.rules),
    least: 1,
    refusals: [
      ...loads.flatMap(({ name, tasks, traffic }) =>
        beyondLimit("mirror", name, "tasks", tasks.count.value, { of: "partitions", value: traffic.partitions }),
      ),
      ...loads.flatMap((load) => lineTooSlow(load, site)),
    ],
    warnings: [],
  };
  return conclude(demand, site, (common) => ({
    service: { ...common, kind: "mirror", jobs: loads.map((load) => plannedLink(load, site)) },
    warnings: [],
  }));
}
