import type { Sample } from "../loadgen/proof/sample.ts";
import type { LongRunTools } from "./long-run.ts";

/** Where metrics are to be served. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** Runs `work` while the seconds that it is told of can be fetched at `address`; without one it tells nobody. */
export async function withExporter<T>(
  plan: string,
  address: MetricsAddress | undefined,
  { log }: LongRunTools,
  work: (watch: (sample: Sample) => void) => Promise<T>,
): Promise<T> {
  if (!address) return work(() => {});
  const { Exporter } = await import("../loadgen/exporter/exporter.ts");
  const exporter = await Exporter.open(plan, address);
  log(`metrics at ${exporter.url}`);
  try {
    return await work((sample) => exporter.add(sample));
  } finally {
    await exporter.close();
  }
}
