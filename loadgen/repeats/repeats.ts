import { z } from "zod";
import { interval } from "../proof/interval.ts";
import type { Proof } from "../proof/proof.ts";
import { intervalOf } from "../statistics/interval.ts";

const verdict = z.enum(["pass", "fail", "invalid"]);
const milliseconds = z.number().nonnegative();

/** A proof of several of the same load. */
const repeat = z.strictObject({
  run: z.string(),
  startedAt: z.string(),
  verdict,
  messagesPerSecond: z.number().nonnegative(),
  p50: milliseconds,
  p99: milliseconds,
  p999: milliseconds,
  lost: z.int().nonnegative(),
});

/** What several proofs of the same load found together: `plimsoll/repeats@1`. */
export const repeatsSchema = z.strictObject({
  schema: z.literal("plimsoll/repeats@1"),
  name: z.string(),
  verdict,
  runs: z.array(repeat).min(2),
  /** Of the runs, which do not hang on each other: the mean with its interval by Student's t. */
  spread: z.strictObject({ messagesPerSecond: interval, p50: interval, p99: interval, p999: interval }),
});
export type Repeats = z.infer<typeof repeatsSchema>;

/** Sums up two proofs or more of the same load. One that fails is a fail of them all; else so is one that is invalid. */
export function repeatsOf(proofs: readonly Proof[]): Repeats {
  const [first] = proofs;
  if (!first || proofs.length < 2) throw new RangeError(`${proofs.length} proofs; repeats are two or more`);
  const runs = proofs.map(repeatOf);
  const spreadOf = (pick: (run: Repeats["runs"][number]) => number) => intervalOf(runs.map(pick));
  return {
    schema: "plimsoll/repeats@1",
    name: first.name,
    verdict: verdictOf(runs),
    runs,
    spread: {
      messagesPerSecond: spreadOf((run) => run.messagesPerSecond),
      p50: spreadOf((run) => run.p50),
      p99: spreadOf((run) => run.p99),
      p999: spreadOf((run) => run.p999),
    },
  };
}

function repeatOf({ run, startedAt, verdict: outcome, produce, audit }: Proof): Repeats["runs"][number] {
  const { p50, p99, p999 } = produce.latency;
  return {
    run,
    startedAt,
    verdict: outcome,
    messagesPerSecond: produce.messagesPerSecond,
    p50,
    p99,
    p999,
    lost: audit.lost,
  };
}

function verdictOf(runs: Repeats["runs"]): Repeats["verdict"] {
  const some = (outcome: Repeats["verdict"]) => runs.some((run) => run.verdict === outcome);
  if (some("fail")) return "fail";
  return some("invalid") ? "invalid" : "pass";
}
