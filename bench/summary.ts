import { columns } from "../cli/views/columns.ts";
import type { BenchReport } from "./bench-report.ts";
import type { CaseResult, PeerSummary } from "./case-result.ts";
import { type FigureName, figureNames, formatFigure } from "./figures.ts";
import { doubt, type MachineFacts } from "./machine-facts.ts";
import type { JudgedTarget } from "./target.ts";

/** The report as a person reads it: a table for each case, then the targets beside what was reached. */
export function summary({ machine, options: { rounds, quick }, cases, targets }: BenchReport): string {
  const doubts = doubt(machine);
  return [
    machineLine(machine),
    rounds === 1
      ? "One round only; x is plimsoll's figure in relation to the peer's."
      : `Medians of ${rounds} rounds; ± is half the range of the rounds, x is plimsoll's figure in relation to the peer's.`,
    ...(quick ? ["A quick run shows that everything works; it is too short for its figures to mean much."] : []),
    ...(doubts === undefined ? [] : [doubts]),
    ...cases.flatMap((result) => ["", result.title, ...caseTable(result, rounds)]),
    ...(targets.length === 0 ? [] : ["", "Targets"]),
    ...table(targets.map(targetRow), "left"),
    "",
  ].join("\n");
}

function machineLine({ cpu, cores, memoryBytes, node, java, kafka }: MachineFacts): string {
  return `${cpu}, ${cores} cores, ${Math.round(memoryBytes / 1e9)} GB; Node.js ${node}; ${java}; Kafka ${kafka}`;
}

/** The figures of each peer; below them what each answered, where it was asked something. */
function caseTable({ compared, summary: peers, rounds: measured }: CaseResult, rounds: number): string[] {
  const shown = figureNames.filter((name) => peers.some(({ medians }) => medians[name] !== undefined));
  const rows = peers.map((peer) => [
    peer.peer,
    ...shown.flatMap((name) => [
      value(peer, name),
      ...(rounds > 1 ? [range(peer, name)] : []),
      ...(compared === "peers" && peers.length > 1 ? [ratio(peers[0]!, peer, name)] : []),
    ]),
  ]);
  const answers = peers.flatMap(({ peer }) => {
    const answer = measured.findLast((round) => round.peer === peer)?.evidence.answer;
    return answer == null ? [] : [[`${peer}:`, String(answer)]];
  });
  return [...table(rows, "right"), ...table(answers, "left")];
}

function value({ medians }: PeerSummary, name: FigureName): string {
  const figure = medians[name];
  return figure === undefined ? "" : formatFigure(name, figure);
}

function range({ spreads }: PeerSummary, name: FigureName): string {
  const spread = spreads[name];
  return spread === undefined ? "" : `±${(50 * spread).toFixed(0)} %`;
}

function ratio(own: PeerSummary, peer: PeerSummary, name: FigureName): string {
  const ours = own.medians[name];
  const theirs = peer.medians[name];
  return peer === own || ours === undefined || theirs === undefined ? "" : `x${(ours / theirs).toFixed(2)}`;
}

function targetRow({ target, value: reached, against, outcome }: JudgedTarget): string[] {
  const [side, bound] =
    "atLeast" in target.bound ? ["at least", target.bound.atLeast] : ["at most", target.bound.atMost];
  const unit = against === null ? "" : ` times ${against}'s`;
  return [outcome, target.case, target.figure, `${short(reached)}${unit}`, `(${side} ${short(bound)})`];
}

function short(number: number): string {
  return String(Number(number.toPrecision(3)));
}

/** Indented columns, the first one at the left. */
function table(rows: readonly (readonly string[])[], others: "left" | "right"): string[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const align = Array.from({ length: width }, (_, i) => (i === 0 ? "left" : others));
  return columns(rows, align).map((line) => `  ${line}`);
}
