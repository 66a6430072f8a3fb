import type { Codec } from "../inputs/compression.ts";
import type { Rules } from "../rules/overrides.ts";

/** CPU-seconds that compressing a gigabyte costs, by codec. */
export type CodecCosts = Readonly<Record<Exclude<Codec, "none">, number>>;

export const codecCosts = (rules: Rules): CodecCosts => ({
  gzip: rules.cpuPerGigabyteGzip.value,
  snappy: rules.cpuPerGigabyteSnappy.value,
  lz4: rules.cpuPerGigabyteLz4.value,
  zstd: rules.cpuPerGigabyteZstd.value,
});
