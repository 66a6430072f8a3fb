import type { Round } from "../case-result.ts";
import { outputOf } from "../peer-process.ts";
import type { PeerCommand, PlanReport } from "./peer.ts";

const endsWithinMs = 300_000;

/** Runs a program that prints a {@link PlanReport} and takes the report as a round's. */
export async function planReport(
  name: string,
  command: PeerCommand,
  signal: AbortSignal,
): Promise<Pick<Round, "figures" | "evidence">> {
  const { figures, answer }: PlanReport = JSON.parse(await outputOf(name, command, endsWithinMs, signal));
  return { figures, evidence: { answer } };
}
