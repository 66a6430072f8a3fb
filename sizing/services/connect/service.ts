import { derive } from "../../derivation.ts";
import { catchUpSeconds, workRate } from "../backlog.ts";
import { beyondLimit, parallelFor } from "../parallel.ts";
import { conclude, type Outcome, type Site } from "../service.ts";
import { type Traffic, trafficOf } from "../traffic.ts";
import type { Connector } from "./schema.ts";
import { type WorkerLoad, workerNeeds } from "./workers.ts";

interface Load extends WorkerLoad {
  readonly connector: Connector;
  readonly traffic: Traffic;
  readonly limit: { readonly of: string; readonly value: number | null };
}

function loadOf(connector: Connector, at: number, { topics, rules }: Site): Load {
  const key = `services.connect.${at}`;
  const traffic = trafficOf(connector, key, topics);
  const work = workRate(traffic, connector.backlog);
  const perTask = { rate: connector.perTask, key: `${key}.perTask` };
  return {
    name: connector.name,
    connector,
    traffic,
    work,
    tasks: parallelFor("tasks", work, traffic, perTask, rules.connectBytesPerTask),
    written: derive(
      "B/s",
      "bytes read x bytes written for each",
      { name: "given", source: `workload: ${key}.ratio` },
      { workBytesPerSecond: work.value, ratio: connector.ratio },
      (inputs) => inputs.workBytesPerSecond * inputs.ratio,
    ),
    limit:
      connector.direction === "sink"
        ? { of: `partitions of ${connector.topic ?? "its topic"}`, value: traffic.partitions }
        : { of: "tables", value: connector.tables ?? null },
  };
}

const polling = { name: "poll", source: "a polling source sends one query for each table at each poll" };

function plannedConnectorOf({ connector, traffic, tasks, limit }: Load) {
  const pollSeconds = connector.poll ?? null;
  return {
    name: connector.name,
    direction: connector.direction,
    tasks: tasks.count,
    taskLimit: derive(
      "tasks",
      `${limit.of}, each read by one task only`,
      { name: "oneReader", source: "Apache Kafka documentation: consumer groups, as of 3.9 (2024)" },
      { limit: limit.value },
      (inputs) => inputs.limit,
    ),
    bytesPerSecondPerTask: derive(
      "B/s",
      "peak / tasks",
      { name: "evenTasks", source: "a connector spreads its partitions or tables over its tasks" },
      { peakBytesPerSecond: traffic.bytesPerSecond.value, tasks: tasks.count.value },
      (inputs) => inputs.peakBytesPerSecond / inputs.tasks,
    ),
    catchUpSeconds: catchUpSeconds(traffic, connector.backlog, tasks.count.value * tasks.bytesPerSecondEach),
    messagesPerPoll: derive(
      "messages",
      "messages x time between polls",
      polling,
      { messagesPerSecond: traffic.messagesPerSecond.value, pollSeconds },
      (inputs) => (inputs.pollSeconds === null ? null : inputs.messagesPerSecond * inputs.pollSeconds),
    ),
    queriesPerSecond: derive(
      "query/s",
      "tables / time between polls",
      polling,
      { tables: connector.tables ?? 1, pollSeconds },
      (inputs) => (inputs.pollSeconds === null ? null : inputs.tables / inputs.pollSeconds),
    ),
  };
}

/** Plans the Connect workers that run all the connectors, and the tasks of each. */
export function planConnect(connectors: readonly Connector[], site: Site): Outcome {
  const loads = connectors.map((connector, at) => loadOf(connector, at, site));
  const demand = {
    kind: "connect" as const,
    needs: workerNeeds(loads, site.rules),
    least: 1,
    refusals: loads.flatMap(({ connector, tasks, limit }) =>
      beyondLimit("connect", connector.name, "tasks", tasks.count.value, limit),
    ),
    warnings: [],
  };
  return conclude(demand, site, (common) => ({
    service: { ...common, kind: "connect", jobs: loads.map(plannedConnectorOf) },
    warnings: [],
  }));
}
