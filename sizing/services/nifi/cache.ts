import type { z } from "zod";
import { type Derived, derive, type Explained } from "../../derivation.ts";
import type { Rules } from "../../rules/overrides.ts";
import { busiestShare } from "../resources.ts";
import type { FleetSize } from "../size.ts";
import type { FlowLoad } from "./flow.ts";
import type { Cache, plannedCache } from "./schema.ts";

/** What a node-local cache asks of the whole NiFi cluster. */
export interface CacheLoad {
  readonly of: FlowLoad;
  readonly cache: Cache;
  readonly bytes: Derived;
  readonly requestsPerSecond: Derived;
  readonly cpuCores: Derived;
}

/** The load of a flow's cache; none for a flow without one. */
export function cacheLoad(of: FlowLoad, rules: Rules): CacheLoad[] {
  const { cache } = of.flow;
  if (cache === undefined) return [];
  const requestsPerSecond = derive(
    "req/s",
    "events x requests for each",
    { name: "cacheRequests", source: "every event asks the cache of its node" },
    { messagesPerSecond: of.traffic.messagesPerSecond.value, requests: cache.requests },
    (inputs) => inputs.messagesPerSecond * inputs.requests,
  );
  const bytes = derive(
    "B",
    "entries x (key and value + overhead) x memory factor",
    rules.redisEntryOverheadBytes,
    {
      entries: cache.entries,
      entryBytes: cache.entry,
      overheadBytes: rules.redisEntryOverheadBytes.value,
      memoryFactor: rules.redisMemoryFactor.value,
    },
    (inputs) => inputs.entries * (inputs.entryBytes + inputs.overheadBytes) * inputs.memoryFactor,
  );
  const cpuCores = derive(
    "cores",
    "requests / requests of a core",
    rules.redisRequestsPerCore,
    { requestsPerSecond: requestsPerSecond.value, requestsPerCore: rules.redisRequestsPerCore.value },
    (inputs) => inputs.requestsPerSecond / inputs.requestsPerCore,
  );
  return [{ of, cache, bytes, requestsPerSecond, cpuCores }];
}

const basis = {
  name: "nodeLocalCache",
  source: "events are balanced by an attribute of their key, so a node caches its own keys only",
};

/** The cache as planned, with what a node holds and what goes with one; null without hosts. */
export function plannedCacheOf(load: CacheLoad, size: FleetSize | null): Explained<z.infer<typeof plannedCache>> {
  const buckets = load.cache.buckets ?? null;
  const ofBusiest = (unit: string, formula: string, total: number, nodes: number | null) =>
    derive(unit, formula, basis, { total, nodes, buckets }, (inputs) =>
      inputs.nodes === null ? null : inputs.total * busiestShare(inputs.buckets, inputs.nodes),
    );
  const nodes = size?.nodes ?? null;
  return {
    name: load.of.flow.name,
    bytes: load.bytes,
    requestsPerSecond: load.requestsPerSecond,
    bytesPerNode: ofBusiest("B", "cache x share of the busiest node", load.bytes.value, nodes),
    bytesPerNodeDegraded: ofBusiest(
      "B",
      "cache x share of the busiest survivor",
      load.bytes.value,
      size?.survivors ?? null,
    ),
    entriesLost: ofBusiest("entries", "entries x share of the busiest node", load.cache.entries, nodes),
    databaseRequestsPerSecond: ofBusiest(
      "req/s",
      "requests x share of the busiest node: all of them miss at first",
      load.requestsPerSecond.value,
      nodes,
    ),
  };
}
