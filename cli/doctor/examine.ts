import type { Finding } from "./finding.ts";
import { clockFinding, diskFindings, filesFinding, memoryFinding, portsFinding } from "./machine.ts";
import { javaFinding, k6Finding, mavenFinding, node, pulumiFinding } from "./programs.ts";
import type { Surroundings } from "./surroundings.ts";

/** What this machine has and lacks. */
export type Examination = {
  readonly schema: "plimsoll/doctor@1";
  /** Whether plan, up and prove can run here. */
  readonly verdict: "ready" | "lacking";
  readonly findings: readonly Finding[];
};

/** Looks at everything that a command may need. Nothing is changed, fetched or started but programs that tell their version. */
export async function examine(surroundings: Surroundings): Promise<Examination> {
  const findings = [
    node(surroundings),
    ...(await Promise.all([javaFinding(surroundings), mavenFinding(surroundings)])),
    memoryFinding(surroundings),
    ...(await diskFindings(surroundings)),
    await filesFinding(surroundings),
    await portsFinding(),
    ...(await Promise.all([clockFinding(), pulumiFinding(surroundings), k6Finding(surroundings)])),
  ];
  const lacks = findings.some(({ part, state }) => part === "main" && state === "missing");
  return { schema: "plimsoll/doctor@1", verdict: lacks ? "lacking" : "ready", findings };
}
