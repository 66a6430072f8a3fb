import { stringify } from "yaml";
import type { Load } from "./scripts/shape.ts";

/** How the scripts get at what they load. */
export interface TestRunTarget {
  readonly script: "kafka" | "ingest";
  /** Of k6; for `kafka` one with the xk6-kafka extension. */
  readonly image: string;
  /** Settings of the script. */
  readonly env: Readonly<Record<string, string>>;
}

/** The name of the ConfigMap that holds the scripts of a system. */
export function scriptsConfigMap({ system }: Load): string {
  return `plimsoll-k6-${system}`;
}

/** The k6 operator's TestRun that runs one of the scripts on as many instances as the load asks for. */
export function testRun(load: Load, { script, image, env }: TestRunTarget): string {
  const settings = { PLIMSOLL_INSTANCES: String(load.instances), ...env };
  return stringify({
    apiVersion: "k6.io/v1alpha1",
    kind: "TestRun",
    metadata: { name: `plimsoll-k6-${load.system}-${script}` },
    spec: {
      parallelism: load.instances,
      // One instance a node, or they measure each other.
      separate: true,
      script: { configMap: { name: scriptsConfigMap(load), file: `${script}.ts` } },
      arguments: "--no-usage-report",
      runner: { image, env: Object.entries(settings).map(([name, value]) => ({ name, value })) },
    },
  });
}
