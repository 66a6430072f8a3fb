import type { Derived } from "../../derivation.ts";
import type { Rule } from "../../rules/rule.ts";
import { formatBytes, formatMessagesPerSecond } from "../../units/format.ts";
import type { Need, Portion, ServiceResource } from "../resources.ts";
import { conclude, type Outcome, type Site } from "../service.ts";
import type { FleetSize } from "../size.ts";
import { type CacheLoad, cacheLoad, plannedCacheOf } from "./cache.ts";
import { type FlowLoad, flowLoad } from "./flow.ts";
import type { NifiFlow } from "./schema.ts";

/** A flow that is balanced by buckets of keys gives each node whole buckets. */
const portion = (load: FlowLoad, total: Derived, of = load.flow.name): Portion => ({
  of,
  total,
  parts: load.flow.cache?.buckets ?? null,
});

function needsOf(loads: readonly FlowLoad[], caches: readonly CacheLoad[], heap: Rule): Need[] {
  const ofFlows = (resource: ServiceResource, of: (load: FlowLoad) => Derived): Need => ({
    resource,
    each: 0,
    portions: loads.map((load) => portion(load, of(load))),
  });
  const ofCaches = (of: (cache: CacheLoad) => Derived) =>
    caches.map((cache) => portion(cache.of, of(cache), `${cache.of.flow.name} cache`));
  const cpu = ofFlows("cpu", (load) => load.cpuCores);
  return [
    { ...cpu, portions: [...cpu.portions, ...ofCaches((cache) => cache.cpuCores)] },
    { resource: "memory", each: heap.value, rule: heap, portions: ofCaches((cache) => cache.bytes) },
    ofFlows("networkIn", (load) => load.networkIn),
    ofFlows("networkOut", (load) => load.networkOut),
    ofFlows("disk", (load) => load.held),
    ofFlows("diskWrite", (load) => load.contentWrite),
    ofFlows("flowFileWrite", (load) => load.flowFileWrite),
    ofFlows("provenanceWrite", (load) => load.provenanceWrite),
  ];
}

function warningsOf(
  { of, cache }: CacheLoad,
  planned: ReturnType<typeof plannedCacheOf>,
  size: FleetSize | null,
): string[] {
  const { name } = of.flow;
  if (size === null)
    return [
      `${name}: its cache of ${formatBytes(planned.bytes.value)} is not replicated; give nifi hosts to see what a node holds`,
    ];
  const misses = formatMessagesPerSecond(planned.databaseRequestsPerSecond.value!).replace("msg", "requests");
  const lost = Math.ceil(planned.entriesLost.value!);
  const idle =
    cache.buckets !== undefined && cache.buckets < size.nodes
      ? [
          `${name}: ${cache.buckets} buckets reach at most ${cache.buckets} of ${size.nodes} nodes; balance by more values`,
        ]
      : [];
  return [
    `${name}: its cache is not replicated; with a lost node go ${lost} entries, and up to ${misses} reach the database until they are cached again`,
    ...idle,
  ];
}

/** Plans the NiFi cluster that runs all the flows: nodes, repositories, and the caches on its nodes. */
export function planNifi(flows: readonly NifiFlow[], site: Site): Outcome {
  const loads = flows.map((flow, at) => flowLoad(flow, `services.nifi.${at}`, site));
  const caches = loads.flatMap((load) => cacheLoad(load, site.rules));
  const demand = {
    kind: "nifi" as const,
    needs: needsOf(loads, caches, site.rules.nifiHeapBytes),
    least: 1,
    refusals: [],
    warnings: [],
  };
  return conclude(demand, site, (common, size) => {
    const planned = caches.map((cache) => ({ cache, planned: plannedCacheOf(cache, size) }));
    const jobs = loads.map((load) => ({
      name: load.flow.name,
      messagesPerSecond: load.traffic.messagesPerSecond,
      flowFilesPerSecond: load.flowFilesPerSecond,
      cpuCores: load.cpuCores,
      contentWriteBytesPerSecond: load.contentWrite,
      flowFileWriteBytesPerSecond: load.flowFileWrite,
      provenanceWriteBytesPerSecond: load.provenanceWrite,
      heldBytes: load.held,
    }));
    return {
      service: { ...common, kind: "nifi", jobs, caches: planned.map(({ planned }) => planned) },
      warnings: planned.flatMap(({ cache, planned }) => warningsOf(cache, planned, size)),
    };
  });
}
