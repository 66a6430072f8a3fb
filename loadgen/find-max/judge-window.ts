import type { AuditResult } from "../proof/audit-result.ts";
import type { Latency } from "../proof/latency.ts";
import type { OwnLimits } from "../proof/own-limits.ts";
import { count, milliseconds, percent, seconds } from "../report/figures.ts";
import { BUSY } from "../verdict/evidence.ts";
import { type Objective, objectiveText } from "./objective.ts";
import type { SteadyWindow } from "./result.ts";

/** What a window is judged by. */
export interface WindowEvidence {
  readonly latency: Latency;
  /** By how many seconds of load the lag grew. */
  readonly lagGrowth: number;
  /** The condition that ended the window early; null if none did. */
  readonly stopped: string | null;
  /** Given up, or still due some time after the end. */
  readonly failed: number;
  /** Part of what was due that was dropped, and that may be. */
  readonly dropped: number;
  readonly mayDrop: number;
  readonly drained: boolean;
  readonly audit: Pick<AuditResult, "lost" | "corrupted">;
  /** Messages repeated or out of order though their producers are idempotent. */
  readonly odd: number;
  readonly limits: Pick<OwnLimits, "eventLoopUtilisation" | "machineCpu">;
}

/** Whether a window kept the objective: its latency, no growing backlog, nothing lost and nothing given up. */
export function judgeWindow(evidence: WindowEvidence, objective: Objective): Pick<SteadyWindow, "outcome" | "why"> {
  const why = missed(evidence, objective);
  if (why.length === 0) return { outcome: "kept", why };
  const limit = limitOf(evidence.limits);
  return limit === null ? { outcome: "missed", why } : { outcome: "limited", why: [limit, ...why] };
}

function missed(evidence: WindowEvidence, objective: Objective): string[] {
  const { latency, lagGrowth, stopped, failed, dropped, mayDrop, drained, audit, odd } = evidence;
  const reached = latency[objective.percentile];
  const bound = objectiveText(objective);
  return [
    latency.count === 0 && "nothing was acknowledged",
    latency.count > 0 && reached >= objective.belowMs && `${milliseconds(reached)}, not ${bound}`,
    stopped !== null && `ended early: ${stopped}`,
    lagGrowth > 0 && `the backlog grew by ${seconds(lagGrowth)} of load`,
    failed > 0 && `${count(failed)} messages were given up`,
    dropped > mayDrop && `${percent(dropped)} of the messages due were dropped`,
    !drained && "a consumer group did not read to the end in time",
    drained && audit.lost > 0 && `${count(audit.lost)} messages were lost`,
    audit.corrupted > 0 && `${count(audit.corrupted)} messages were not what was sent`,
    odd > 0 && `${count(odd)} messages repeated or out of order`,
  ].filter((text) => text !== false);
}

function limitOf({ eventLoopUtilisation, machineCpu }: WindowEvidence["limits"]): string | null {
  if (eventLoopUtilisation > BUSY) return `the generator's busiest thread was ${percent(eventLoopUtilisation)} busy`;
  if (machineCpu !== null && machineCpu > BUSY)
    return `the CPU of the generator's machine was ${percent(machineCpu)} busy`;
  return null;
}
