import type { PlannedCluster } from "../../sizing/planned/cluster.ts";

/** The versions that run on this machine; `runtime/` has their jars pinned. */
export const localVersions: readonly string[] = ["3.9.2", "4.3.1"];

/** Whether a version of Kafka is 4.0 or later: those have no ZooKeeper mode, and log through log4j2. */
export function isSince4(kafka: string): boolean {
  return Number.parseInt(kafka, 10) >= 4;
}

/**
 * Where clusters of that version keep their metadata on this machine. Versions 3.3 to 3.9 know both modes; one is
 * enough to run here, and ZooKeeper is what they are planned for.
 */
export function localModeOf(kafka: string): PlannedCluster["metadata"]["mode"] {
  return isSince4(kafka) ? "kraft" : "zookeeper";
}

/** The version that runs on this machine with its metadata kept there. */
export function localVersionWith(mode: PlannedCluster["metadata"]["mode"]): string {
  return localVersions.find((kafka) => localModeOf(kafka) === mode)!;
}

/** What to write in a workload for a cluster on this machine. */
export function localChoices(): string {
  return `Set ${localVersions.map((kafka) => `\`kafka: ${kafka}\` with \`metadata: ${localModeOf(kafka)}\``).join(", or ")}`;
}
