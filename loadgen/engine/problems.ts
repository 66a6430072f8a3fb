import { Problem } from "../../sizing/problem.ts";
import { MAX_PRODUCERS } from "../records/stamp.ts";
import { count } from "../report/figures.ts";

/** An agent that was lost before anything was due has no part in the load. */
export function lostBefore(name: string | null, why: string): Problem {
  return new Problem(
    "environment",
    "PLM-AGENT-009",
    `agent ${name} was lost before the load began: ${why}`,
    "look at what the agent says and at the network between, and run it again",
  );
}

/** A thread that did not answer in time. */
export function stuck(patienceSeconds: number): Problem {
  return new Problem(
    "environment",
    "PLM-LOAD-016",
    `a thread of the load did not answer within ${patienceSeconds} s`,
    "look at the brokers' logs, and run it again",
  );
}

/** Each thread has a producer of each topic, and a message has room for so many numbers of producers. */
export function tooManyProducers(topics: number, threads: number): Problem {
  return new Problem(
    "input",
    "PLM-LOAD-034",
    `${count(topics)} topics and ${count(threads)} threads that produce make ${count(topics * threads)} producers; messages can tell ${count(MAX_PRODUCERS)} apart`,
    `load ${count(Math.floor(MAX_PRODUCERS / threads))} topics at a time, or with fewer agents`,
  );
}

export function interrupted(): Problem {
  return new Problem("interrupted", "PLM-LOAD-009", "the load was interrupted", "run it again");
}

/** Rejects when `signal` is aborted. */
export function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(interrupted());
    signal?.addEventListener("abort", () => reject(interrupted()), { once: true });
  });
}
