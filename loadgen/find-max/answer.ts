import { count } from "../report/figures.ts";
import type { Answer, SteadyWindow } from "./result.ts";
import type { Found } from "./search.ts";

/** So near to the answer, as a ratio, a window has had a say in it. */
const NEAR = 1.1;

/** What a search found, given its windows and what was planned. */
export function answerOf(
  found: Found,
  steps: readonly SteadyWindow[],
  plan: { readonly messagesPerSecond: number; readonly bytesPerSecond: number },
): Answer {
  const kept = steps.filter(({ outcome }) => outcome === "kept").map((step) => step.targetMessagesPerSecond);
  const invalid = (why: string): Answer => ({ verdict: "invalid", why, atLeast: Math.max(0, ...kept) });
  switch (found.kind) {
    case "above":
      return invalid(
        `the generator offers no more than ${count(found.ceiling)} msg/s with room to spare, and all was kept`,
      );
    case "below":
      return limitAmong(steps) === null
        ? { verdict: "none", least: found.least }
        : invalid(`no rate was kept, and ${limitAmong(steps)}`);
    case "unsettled":
      return invalid(`after ${steps.length} windows the rate was not settled: the same rate is kept and not kept`);
    case "found": {
      const { mean, halfWidth, confidence } = found.rate;
      const near = ({ targetMessagesPerSecond: rate }: SteadyWindow) => rate < mean * NEAR && rate > mean / NEAR;
      const limit = limitAmong(steps.filter(near));
      if (limit !== null) return invalid(`at the edge ${limit}`);
      const half = halfWidth ?? mean;
      return {
        verdict: "found",
        rate: { mean, low: Math.max(0, mean - half), high: mean + half, confidence },
        bytesPerSecond: (mean * plan.bytesPerSecond) / plan.messagesPerSecond,
        ofPlan: mean / plan.messagesPerSecond,
      };
    }
  }
}

/** The generator's limit, if it spoiled more of the windows that were not kept than the cluster did. */
function limitAmong(steps: readonly SteadyWindow[]): string | null {
  const limited = steps.filter(({ outcome }) => outcome === "limited");
  const missed = steps.filter(({ outcome }) => outcome === "missed");
  return limited.length > missed.length ? limited.at(-1)!.why[0]! : null;
}
