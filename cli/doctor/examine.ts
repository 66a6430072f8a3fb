import { z } from "zod";
import { goFinding, k6Finding, pulumiFinding } from "./built.ts";
import { findingSchema } from "./finding.ts";
import {
  clockFinding,
  diskFindings,
  filesFinding,
  memoryFinding,
  narrowingFinding,
  portsFinding,
  systemFinding,
} from "./machine.ts";
import { javaFinding, mavenFinding, node } from "./programs.ts";
import type { Surroundings } from "./surroundings.ts";
import { testFindings } from "./test-programs.ts";

export const examinationSchema = z.strictObject({
  schema: z.literal("plimsoll/doctor@1").describe("Name and version of this form"),
  verdict: z.enum(["ready", "lacking"]).describe("Whether plan, up and prove can run here"),
  findings: z.array(findingSchema).describe("Everything that was looked at"),
});
/** What this machine has and lacks. */
export type Examination = z.infer<typeof examinationSchema>;

/** Looks at everything that a command may need. Nothing is changed, fetched or started but programs that tell their version. */
export async function examine(surroundings: Surroundings): Promise<Examination> {
  const findings = [
    systemFinding(surroundings),
    node(surroundings),
    ...(await Promise.all([javaFinding(surroundings), mavenFinding(surroundings)])),
    memoryFinding(surroundings),
    ...(await diskFindings(surroundings)),
    await filesFinding(surroundings),
    await portsFinding(),
    ...(await Promise.all([
      clockFinding(),
      narrowingFinding(surroundings),
      pulumiFinding(surroundings),
      k6Finding(surroundings),
    ])),
    ...(await goFinding(surroundings)),
    ...(await testFindings(surroundings)),
  ];
  const lacks = findings.some(({ part, state }) => part === "main" && state === "missing");
  return { schema: "plimsoll/doctor@1", verdict: lacks ? "lacking" : "ready", findings };
}
