import { localVersions } from "../../components/kafka/version.ts";
import { hasJars } from "../../components/runtime/jars.ts";
import { findJava } from "../../components/runtime/java.ts";
import { Problem } from "../../sizing/problem.ts";
import { type Finding, lacking, ok, type Subject } from "./finding.ts";
import { onPath } from "./on-path.ts";
import type { Surroundings } from "./surroundings.ts";

const java: Subject = { name: "Java", neededBy: "up, prove, start, mark, calibrate", part: "main" };
const maven: Subject = { name: "Maven", neededBy: "the first up of each version of Kafka", part: "main" };

export const node = ({ nodeVersion }: Surroundings): Finding =>
  ok({ name: "Node.js", neededBy: "everything", part: "main" }, nodeVersion);

/** Java as `up` looks for it. */
export async function javaFinding({ env }: Surroundings): Promise<Finding> {
  try {
    const { release, executable } = await findJava(env);
    return ok(java, `${release} (${executable})`);
  } catch (error) {
    if (error instanceof Problem) return lacking(java, "missing", error.message, error.remedy);
    throw error;
  }
}

/** Maven is needed only where jars of Kafka are still to be fetched. */
export async function mavenFinding({ env, cacheDir }: Surroundings): Promise<Finding> {
  const executable = await onPath(["mvn"], env);
  if (executable !== null) return ok(maven, executable);
  const fetched = await Promise.all(localVersions.map((kafka) => hasJars(cacheDir, kafka)));
  const wanting = localVersions.filter((_, i) => !fetched[i]);
  if (wanting.length === 0) return ok(maven, "none on the PATH; every version of Kafka is in the cache");
  const remedy = "install Maven 3.6 or newer (on Debian: apt install maven)";
  const state = wanting.length === localVersions.length ? "missing" : "degraded";
  return lacking(maven, state, `none on the PATH, and Kafka ${wanting.join(" and ")} is not in the cache`, remedy);
}
