import type { RepeatedRun, Repeats } from "../../repeats/repeats.ts";
import { factor, messageRate } from "../figures.ts";
import type { Verdict } from "../verdict.ts";
import { spreadText } from "./spread-text.ts";

/** More of them are in the table of the runs. */
const mostNamed = 3;

/** Words the verdict of several proofs of the same load with the findings that led to it; judges nothing anew. */
export function repeatsVerdict({ verdict, runs, spread, scale, audit }: Repeats): Verdict {
  if (verdict !== "pass") return { word: verdict, sentence: whyNot(runs, verdict) };
  const share = scale.factor === 1 ? "the whole workload" : `${factor(scale.factor)} of the workload`;
  const clean = audit.clean ? "; nothing was lost in any" : "";
  return {
    word: "pass",
    sentence: `${runs.length} runs of ${share} held ${spreadText(spread.messagesPerSecond, messageRate)}${clean}.`,
  };
}

function whyNot(runs: readonly RepeatedRun[], verdict: "fail" | "invalid"): string {
  const those = runs.flatMap((run, i) => (run.verdict === verdict ? [{ number: i + 1, run }] : []));
  const texts = those
    .slice(0, mostNamed)
    .map(({ number, run }) => `run ${number} (${notPassed(run.findings, verdict).join(", ")})`);
  const more = those.length - texts.length;
  const what = verdict === "fail" ? "failed" : "are invalid";
  return `${those.length} of ${runs.length} runs ${what}: ${texts.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

const notPassed = (findings: RepeatedRun["findings"], verdict: "fail" | "invalid"): string[] =>
  findings.filter(({ outcome }) => outcome === verdict).map(({ text }) => text);
