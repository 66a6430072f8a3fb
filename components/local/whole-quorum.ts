import { Problem } from "../../sizing/problem.ts";
import type { HandlerContext } from "../handler.ts";
import { quorumViewOf } from "../kraft/quorum-probe.ts";
import { pause } from "../process/pause.ts";
import type { KraftControllerInputs } from "../resource.ts";

const wholeWithinMs = 60_000;

/**
 * Waits until every controller of the quorum follows its leader, so that one of them can go down and a majority stays.
 * @throws Problem PLM-QUORUM-101 if that does not come about
 */
export async function waitUntilWhole(
  { signal }: HandlerContext,
  { node, voters }: KraftControllerInputs,
): Promise<void> {
  const ids = voters.split(",").map((voter) => Number.parseInt(voter, 10));
  for (const deadline = Date.now() + wholeWithinMs; ; await pause(200, signal)) {
    const view = await quorumViewOf(voters);
    const missing = ids.filter((id) => view === null || !view.following.includes(id));
    if (missing.length === 0) return;
    if (Date.now() >= deadline)
      throw new Problem(
        "environment",
        "PLM-QUORUM-101",
        `Controllers ${missing.join(", ")} follow no leader after ${wholeWithinMs / 1000} s, so ${node} is not restarted`,
        "See with `plimsoll status` which controllers run, and run the command again when all do",
      );
  }
}
