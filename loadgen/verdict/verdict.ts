import type { Finding } from "../proof/finding.ts";
import type { Proof } from "../proof/proof.ts";
import type { Evidence } from "./evidence.ts";
import { latency, rate, regressions, sending } from "./held.ts";
import { corruption, cut, drops, loss, order } from "./messages.ts";
import { reading } from "./reading.ts";
import { agents, ended, faults, generator, recreated, steady } from "./valid.ts";

/** Judges a run: one finding for each question. Loss is loss, whatever else was wrong with the run. */
export function judge(evidence: Evidence): Finding[] {
  return [
    loss(evidence),
    ...cut(evidence),
    corruption(evidence),
    order(evidence),
    rate(evidence),
    sending(evidence),
    reading(evidence),
    generator(evidence),
    ...latency(evidence),
    ...steady(evidence),
    ...regressions(evidence),
    ...drops(evidence),
    ...ended(evidence),
    ...agents(evidence),
    ...faults(evidence),
    ...recreated(evidence),
  ];
}

/** The worst outcome: fail for loss and corruption before all; then invalid; then fail. */
export function overall(findings: readonly Finding[]): Proof["verdict"] {
  const has = (outcome: Finding["outcome"], codes?: readonly string[]) =>
    findings.some((finding) => finding.outcome === outcome && (!codes || codes.includes(finding.code)));
  if (has("fail", ["lost", "cut", "corrupted", "order"])) return "fail";
  if (has("invalid")) return "invalid";
  return has("fail") ? "fail" : "pass";
}
