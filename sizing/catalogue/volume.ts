import { z } from "zod";
import { amount, block, count, positive, text } from "../inputs/fields.ts";
import { sourced } from "./sourced.ts";

const common = {
  name: text("Name of the volume kind", "gp3"),
  smallest: amount("bytes", "Smallest volume", "1 GiB"),
  largest: amount("bytes", "Largest volume", "64 TiB"),
  mostThroughput: amount("bytesPerSecond", "Most throughput of a volume, read and write together", "2000 MiB/s"),
  mostIops: count("Most operations per second of a volume", 80_000).optional(),
  ...sourced,
};

const bought = block({
  ...common,
  performance: z.literal("bought").meta({ description: "Some is included, more can be bought (EBS gp3)" }),
  includedThroughput: amount("bytesPerSecond", "Throughput in the price of the space", "125 MiB/s"),
  throughputPerIops: amount("bytesPerSecond", "Most throughput for each IOPS", "0.25 MiB/s").optional(),
  includedIops: count("IOPS in the price of the space", 3000).optional(),
  iopsPerGib: positive("Most IOPS for each GiB", 500).optional(),
});

const byIops = block({
  ...common,
  performance: z.literal("by-iops").meta({ description: "All IOPS are bought, throughput comes with them (EBS io2)" }),
  mostIops: count("Most operations per second of a volume", 256_000),
  leastIops: count("Fewest IOPS that can be bought", 100),
  throughputPerIops: amount("bytesPerSecond", "Throughput that comes with each IOPS", "0.25 MiB/s"),
  iopsPerGib: positive("Most IOPS for each GiB", 1000),
});

const bySize = block({
  ...common,
  performance: z.literal("by-size").meta({ description: "Throughput grows with the size (EBS st1)" }),
  throughputPerTib: amount("bytesPerSecond", "Lasting throughput for each TiB, without bursts", "40 MiB/s"),
});

const fixed = block({
  ...common,
  performance: z.literal("fixed").meta({ description: "The same for every size (Cinder volume types with QoS)" }),
});

interface Contradiction {
  readonly key: string;
  readonly message: string;
}

/** A limit that the others never let a volume reach, or null. */
function contradiction(
  volume: z.output<typeof bought | typeof byIops | typeof bySize | typeof fixed>,
): Contradiction | null {
  const { smallest, largest, mostThroughput, mostIops } = volume;
  if (smallest > largest) return { key: "smallest", message: "is larger than `largest`; write a smaller size" };
  if (volume.performance === "fixed") return null;
  if (volume.performance === "by-size") {
    if (mostThroughput <= (volume.throughputPerTib * largest) / 1024 ** 4) return null;
    return { key: "mostThroughput", message: "is more than the largest volume gives by `throughputPerTib`" };
  }
  const { throughputPerIops, iopsPerGib } = volume;
  if (mostIops === undefined) return null;
  if (throughputPerIops !== undefined && mostThroughput > mostIops * throughputPerIops)
    return { key: "mostThroughput", message: "is more than `mostIops` x `throughputPerIops`" };
  if (iopsPerGib !== undefined && mostIops > (iopsPerGib * largest) / 1024 ** 3)
    return { key: "mostIops", message: "is more than the largest volume may have by `iopsPerGib`" };
  return null;
}

/** A kind of network volume: how large, how fast, and what its speed depends on. */
export const volumeKindSchema = z
  .discriminatedUnion("performance", [bought, byIops, bySize, fixed], {
    error: () => "has no `performance`; write one of `bought`, `by-iops`, `by-size`, `fixed`",
  })
  .superRefine((volume, context) => {
    const found = contradiction(volume);
    if (found !== null) context.addIssue({ code: "custom", path: [found.key], message: found.message });
  });
export type VolumeKind = z.output<typeof volumeKindSchema>;
