import { type Basis, derive, type Explained } from "../derivation.ts";
import { scaleRates } from "../inputs/scale.ts";
import type { Candidate, Site } from "../kafka/candidate.ts";
import type { LargestLoad } from "./capacity.ts";
import { extentOf } from "./extent.ts";

const multiple: Basis = { name: "multiple", source: "every rate of the workload is multiplied alike" };

/** The largest multiple of the site's rates that so many brokers carry. */
export function largestLoad(site: Site, brokers: number): Explained<LargestLoad> {
  const extent = extentOf(site, brokers, { name: "rates", scale: scaleRates });
  if (extent.outcome !== "bounded") return extent;
  const { outcome, times, binding, candidate } = extent;
  const inputs = { times: times.value };
  const sum = (of: (demand: Site["demands"][number]) => number) =>
    site.demands.reduce((total, demand) => total + of(demand), 0);
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
    partitions: partitionsOf(site, candidate),
    binding,
  };
}

const partitionsOf = ({ demands, rules }: Site, { partitions }: Candidate) =>
  derive(
    "partitions",
    "sum over the topics, planned for the multiplied rates",
    rules.maxPartitionsPerCluster,
    Object.fromEntries(demands.map(({ topic }, at) => [topic.name, partitions[at]!.value])),
    (given) => Object.values(given).reduce((total, value) => total + value, 0),
  );
