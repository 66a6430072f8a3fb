import { count, messageRate } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import { type Capacity, formatBytesPerSecond } from "../../sizing/index.ts";
import type { Paint } from "../terminal.ts";
import { bindingNote, hasClusters, resourceTitle, type Step, times } from "./capacity/answer.ts";
import { loadTable } from "./capacity/load.ts";
import { retentionTable, topicTable } from "./capacity/retention.ts";
import { indented, width } from "./lines.ts";
import { renderNotes } from "./notes.ts";
import { inFull, renderReasons } from "./reasons.ts";

/** How to show a capacity; `why` and `show` as for a plan. */
export type CapacityViewOptions = { paint: Paint; why: "main" | "all"; show?: "main" | "all" };

/** A capacity as plain text of at most 80 columns: what each number of brokers carries, how long it keeps data. */
export function renderCapacity(capacity: Capacity, { paint, why, show = "main" }: CapacityViewOptions): string {
  const now = capacity.steps[0]!;
  const several = hasClusters(capacity);
  const { verdict } = capacity;
  const tone = verdict === "refused" ? "red" : "green";
  const said = wrap(`${capacity.name}: ${verdict}. ${carriedSentence(now, several)}`, width, 5);
  const note = bindingNote(capacity)
    .flatMap((line) => indented(line))
    .map((line) => paint("dim", line));
  const parts = [
    said.map((line) => line.replace(`: ${verdict}.`, `: ${paint(tone, verdict)}.`)),
    [paint("bold", "Load, in times the rates of the workload"), ...loadTable(capacity.steps, several)],
    [
      paint("bold", "Longest retention at the rates of the workload"),
      ...retentionTable(capacity.steps, several),
      ...note,
    ],
    topicTable(now, several, show),
    unanswered(capacity.steps),
    renderNotes(capacity, paint, show),
    whyLines(capacity, { paint, why, show }),
  ];
  return `${parts.flatMap((lines) => (lines.length > 0 ? [lines.join("\n")] : [])).join("\n\n")}\n`;
}

/** What so many brokers carry, in a sentence. */
export function carriedSentence({ brokers, load }: Step, several: boolean): string {
  const who = brokers === 1 ? "1 broker carries" : `${several ? count(brokers) : brokers} brokers carry`;
  const answer = load.objectivesKept;
  switch (answer.outcome) {
    case "bounded": {
      const rate = messageRate(answer.messagesPerSecond);
      const bytes = formatBytesPerSecond(answer.ingressBytesPerSecond);
      const { cluster, resource } = answer.binding;
      const first = several ? ` The first to bind is ${resourceTitle(resource)} of ${cluster}.` : "";
      return `With the objectives kept ${who} ${times(answer.times)} times the workload: ${rate}, ${bytes} in.${first}`;
    }
    case "unlimited":
      return `With the objectives kept ${who} any multiple of the workload.`;
    case "never":
      return `With the objectives kept ${who} no part of the workload.`;
  }
}

/** Why there is no number where a table has none, each reason once. */
export function unanswered(steps: readonly Step[], columns = width): string[] {
  const answers = steps.flatMap(({ load, retention }) => [...Object.values(load), ...Object.values(retention)]);
  const reasons = answers.flatMap((answer) => (answer.outcome === "bounded" ? [] : [answer.because]));
  return [...new Set(reasons)].flatMap((because) => indented(because, 4, columns));
}

// What the present brokers carry decides most.
const mainKeys = /^steps\.now\.(load|retention)\.\w+\.times$/;

function whyLines({ explanation }: Capacity, { paint, why, show }: Required<CapacityViewOptions>): string[] {
  const keys = Object.keys(explanation);
  const form = why === "all" ? "full" : "short";
  const every = form === "full" && (show === "all" || inFull(explanation));
  const choice = {
    keys: every ? keys : keys.filter((key) => mainKeys.test(key)),
    form,
    columns: width,
    prefix: "steps.",
  } as const;
  return renderReasons(explanation, { ...choice, more: inFull(explanation) ? "--why" : "--why --all" }, paint);
}
