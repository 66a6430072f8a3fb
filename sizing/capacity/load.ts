import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import { scaleRates } from "../inputs/scale.ts";
import type { Candidate } from "../kafka/candidate.ts";
import type { Demand } from "../kafka/demand.ts";
import type { LargestLoad } from "./capacity.ts";
import { extentOf } from "./extent.ts";
import type { Subject, Subjects } from "./subject.ts";

const multiple: Basis = { name: "multiple", source: "every rate of the workload is multiplied alike" };

/** The largest multiple of the rates that the clusters carry. */
export function largestLoad({ clusters, demands }: Subjects): Explained<LargestLoad> {
  const extent = extentOf(clusters, { name: "rates", scale: scaleRates });
  if (extent.outcome !== "bounded") return extent;
  const { outcome, times, binding, candidates } = extent;
  const inputs = { times: times.value };
  const sum = (of: (demand: Demand) => number) => demands.reduce((total, demand) => total + of(demand), 0);
  return {
    outcome,
    times,
    messagesPerSecond: derive(
      "msg/s",
      "messages of the workload x times",
      multiple,
      { messagesPerSecond: sum(({ messagesPerSecond }) => messagesPerSecond.value), ...inputs },
      (given) => given.messagesPerSecond * given.times,
    ),
    ingressBytesPerSecond: derive(
      "B/s",
      "producers' bytes of the workload x times",
      multiple,
      { bytesPerSecond: sum(({ bytesPerSecond }) => bytesPerSecond), ...inputs },
      (given) => given.bytesPerSecond * given.times,
    ),
    partitions: partitionsOf(clusters, candidates),
    binding,
  };
}

const partitionsOf = (clusters: readonly Subject[], candidates: readonly Candidate[]): Derived =>
  derive(
    "partitions",
    "sum over the clusters, planned for the multiplied rates",
    clusters[0]!.site.rules.maxPartitionsPerCluster,
    Object.fromEntries(clusters.map(({ name }, at) => [name, candidates[at]!.layout.normal.partitions.total])),
    (given) => Object.values(given).reduce((total, value) => total + value, 0),
  );
