import type { RoleSample } from "../engine/task.ts";
import { RATE_TOLERANCE } from "../verdict/held.ts";

/** What all threads counted in a second of a load; `t` is its end, in seconds since the load began. */
export interface TimedSample extends RoleSample {
  t: number;
}

/** The pace of a load in a second. */
export type Pace = Pick<
  TimedSample,
  "t" | "dueMessages" | "acknowledgedMessages" | "failedMessages" | "droppedMessages"
>;

/** A run is back when it stays so for this long. */
export const CALM_SECONDS = 10;

/** The backlog may outlast this much of the schedule more than it usually does: then the rate of ten seconds is within 1 %. */
const ALLOWED_SECONDS = (1 - RATE_TOLERANCE) * CALM_SECONDS;

/** A second of a load, and how far it is behind its schedule at the end of it. */
interface Standing {
  t: number;
  /** How long ago the oldest message was due that is neither acknowledged nor given up nor dropped. */
  behindSeconds: number;
}

/**
 * Tells disturbed seconds of a load from others. A second is disturbed when at its end more is due and not acknowledged
 * than usual; what is usual is the most at the ends of the ten seconds before the first fault.
 */
export class Disturbances {
  readonly #standings: readonly Standing[];
  readonly #allowed: number;

  /** The schedule of the load ends at second `scheduleEnd`. */
  constructor(seconds: readonly Pace[], firstFault: number, scheduleEnd: number) {
    this.#standings = standingsOf(seconds, scheduleEnd);
    const before = this.#standings.filter(({ t }) => t <= firstFault).slice(-CALM_SECONDS);
    this.#allowed = Math.max(0, ...before.map(({ behindSeconds }) => behindSeconds)) + ALLOWED_SECONDS;
  }

  /**
   * Seconds from `from` until the rate was back and the backlog gone, for at least ten seconds or until second `until`;
   * 0 if it was never otherwise, null if it did not come to that. Known to the second, and never told too short.
   */
  backAfter(from: number, until: number): number | null {
    let disturbed: number | undefined;
    let calm = 0;
    let seen = 0;
    for (const { t, behindSeconds } of this.#standings) {
      if (t <= from || t > until || calm === CALM_SECONDS) continue;
      seen++;
      calm = behindSeconds > this.#allowed ? 0 : calm + 1;
      if (calm === 0) disturbed = t;
    }
    if (seen === 0 || calm === 0) return null;
    return disturbed === undefined ? 0 : disturbed + 1 - from;
  }
}

/**
 * By the time at which as many were due as are settled now. The backlog over the rate of one second would say the same of
 * an even load, and anything of one whose seconds were counted unevenly: a busy machine counts some messages late.
 */
function standingsOf(seconds: readonly Pace[], scheduleEnd: number): Standing[] {
  let settled = 0;
  let reached = 0;
  let dueBefore = 0;
  return seconds.map(({ t, acknowledgedMessages, failedMessages, droppedMessages }, i) => {
    settled += acknowledgedMessages + failedMessages + droppedMessages;
    while (reached < i && dueBefore + seconds[reached]!.dueMessages <= settled)
      dueBefore += seconds[reached++]!.dueMessages;
    const { t: end, dueMessages } = seconds[reached]!;
    const part = dueMessages === 0 ? 1 : Math.min(1, Math.max(0, settled - dueBefore) / dueMessages);
    // After its end nothing falls due any more, and a backlog is still as much of the load as it was.
    return { t, behindSeconds: Math.max(0, Math.min(t, scheduleEnd) - (end - 1 + part)) };
  });
}
