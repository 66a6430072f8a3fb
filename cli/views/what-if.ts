import { count, percent } from "../../loadgen/report/figures.ts";
import type { Outcome, WhatIf } from "../../sizing/index.ts";
import type { Paint } from "../terminal.ts";
import { resourceTitle } from "./capacity/answer.ts";
import { columns } from "./columns.ts";

const money = (amount: number | null): string => (amount === null ? "" : count(Math.round(amount)));

function cells({ verdict, refusal, clusters, brokers, perMonth, bottleneck }: Outcome): string[] {
  if (verdict === "refused") return ["refused", "", "", refusal];
  const bound = bottleneck === null ? "" : `${resourceTitle(bottleneck.resource)} ${percent(bottleneck.utilisation)}`;
  return [clusters > 1 ? `${count(clusters)} clusters` : "planned", count(brokers), money(perMonth), bound];
}

/** How a plan hangs on each input, as plain text of at most 80 columns: what it is now, then each change alone. */
export function renderWhatIf({ name, now, changes }: WhatIf, paint: Paint): string {
  const priced = [now, ...changes.map(({ outcome }) => outcome)].some(({ perMonth }) => perMonth !== null);
  const head = ["input", "change", "", "brokers", priced ? "a month" : "", "bound by"];
  const rows = changes.map(({ input, change, outcome }, at) => [
    changes[at - 1]?.input === input ? "" : input,
    change,
    ...cells(outcome),
  ]);
  const lines = columns(
    [head, ["as it is", "", ...cells(now)], ...rows],
    ["left", "left", "left", "right", "right", "left"],
  );
  return [
    paint("bold", `${name}: what if`),
    ...lines.map((line) => `  ${line.trimEnd().replace("refused", paint("red", "refused"))}`),
    "",
  ].join("\n");
}
