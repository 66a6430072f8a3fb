import { wrap } from "../../loadgen/report/text.ts";
import { resourceTitles } from "../../loadgen/report/verdict.ts";
import {
  type Capacity,
  formatBytesPerSecond,
  formatDuration,
  formatMessagesPerSecond,
  type ResourceName,
} from "../../sizing/index.ts";
import type { Paint } from "../terminal.ts";
import { columns } from "./columns.ts";
import { renderNotes } from "./notes.ts";
import { renderReasons } from "./reasons.ts";

type Step = Capacity["steps"][number];
type Load = Step["load"]["normal"];
type Retention = Step["retention"]["normal"];

const width = 80;
const longestTopic = 30;

/** How to show a capacity; `why` chooses between the reasons of its first numbers and those of all. */
export type CapacityViewOptions = { paint: Paint; why: "main" | "all" };

/** A capacity as plain text of at most 80 columns: what each number of brokers carries, how long it keeps data. */
export function renderCapacity(capacity: Capacity, { paint, why }: CapacityViewOptions): string {
  const now = capacity.steps[0]!;
  const { verdict } = capacity;
  const tone = verdict === "refused" ? "red" : "green";
  const first = wrap(`${capacity.name}: ${verdict}. ${sentence(now)}`, width, 4);
  return [
    ...first.map((line) => line.replace(verdict, paint(tone, verdict))),
    "",
    paint("bold", "Load, in times the rates of the workload"),
    ...loadTable(capacity.steps),
    "",
    paint("bold", "Longest retention at the rates of the workload"),
    ...retentionTable(capacity.steps),
    ...topicTable(now),
    ...unanswered(capacity.steps),
    ...renderNotes(capacity, paint),
    ...renderReasons(capacity.explanation, why === "all" ? { ...whyCapacity, keys: "all" } : whyCapacity, paint),
    "",
  ].join("\n");
}

function sentence({ brokers, load }: Step): string {
  const who = brokers === 1 ? "1 broker carries" : `${brokers} brokers carry`;
  const answer = load.objectivesKept;
  switch (answer.outcome) {
    case "bounded": {
      const rate = formatMessagesPerSecond(answer.messagesPerSecond);
      const bytes = formatBytesPerSecond(answer.ingressBytesPerSecond);
      return `With the objectives kept ${who} ${times(answer.times)} times the workload: ${rate}, ${bytes} in.`;
    }
    case "unlimited":
      return `With the objectives kept ${who} any multiple of the workload.`;
    case "never":
      return `With the objectives kept ${who} no part of the workload.`;
  }
}

/** To four digits, rounded down: what is shown is carried as well. */
function times(value: number): string {
  const step = 10 ** (Math.floor(Math.log10(value)) - 3);
  return String(Number((Math.floor(value / step + 1e-9) * step).toPrecision(4)));
}

function answerCell<Answer extends Load | Retention>(answer: Answer, shown: (value: number) => string): string {
  if (answer.outcome === "bounded") return shown(answer.times);
  return answer.outcome === "never" ? "none" : "any";
}

function bindingCell(answer: Load | Retention): string {
  if (answer.outcome === "unlimited") return "nothing";
  if (answer.outcome === "never") return answer.code;
  const { resource, state } = answer.binding;
  const title = resource in resourceTitles ? resourceTitles[resource as ResourceName] : resource;
  return state === "degraded" ? `${title}, after the loss` : title;
}

const brokersCell = ({ name, brokers }: Step): string => `${brokers} (${name})`;

function loadTable(steps: readonly Step[]): string[] {
  const head = ["brokers", "normal", "objectives kept", "msg/s", "in", "bound by"];
  const rows = steps.map((step) => {
    const { normal, objectivesKept: kept } = step.load;
    const bounded = kept.outcome === "bounded";
    return [
      brokersCell(step),
      answerCell(normal, times),
      answerCell(kept, times),
      bounded ? formatMessagesPerSecond(kept.messagesPerSecond).replace(" msg/s", "") : "",
      bounded ? formatBytesPerSecond(kept.ingressBytesPerSecond) : "",
      bindingCell(kept),
    ];
  });
  return columns([head, ...rows], ["left", "right", "right", "right", "right", "left"]).map((line) => `  ${line}`);
}

function duration(hours: number | null): string {
  if (hours === null) return "compacted";
  const seconds = hours * 3600;
  return formatDuration(seconds >= 3600 ? Math.floor(seconds / 60) * 60 : seconds);
}

function retentionTable(steps: readonly Step[]): string[] {
  const only = (answer: Retention): string => {
    const topics = answer.outcome === "bounded" ? answer.topics : [];
    return topics.length === 1
      ? duration(topics[0]!.retentionHours)
      : answerCell(answer, (value) => `${times(value)} times`);
  };
  const head = ["brokers", "normal", "objectives kept", "bound by"];
  const rows = steps.map((step) => {
    const { normal, objectivesKept } = step.retention;
    return [brokersCell(step), only(normal), only(objectivesKept), bindingCell(objectivesKept)];
  });
  return columns([head, ...rows], ["left", "right", "right", "left"]).map((line) => `  ${line}`);
}

/** Of several topics each one's own retention, with the brokers that there are now. */
function topicTable({ brokers, retention }: Step): string[] {
  const { normal, objectivesKept } = retention;
  const [before, after] = [normal, objectivesKept].map((answer) => (answer.outcome === "bounded" ? answer.topics : []));
  const topics = before!.length > 0 ? before! : after!;
  if (topics.length < 2) return [];
  const cell = (of: typeof before, at: number) => (of![at] === undefined ? "none" : duration(of![at].retentionHours));
  const rows = topics.map(({ name }, at) => [wrap(name, longestTopic, 1)[0]!, cell(before, at), cell(after, at)]);
  const head = [`topic, ${brokers} brokers`, "normal", "objectives kept"];
  return ["", ...columns([head, ...rows], ["left", "right", "right"]).map((line) => `  ${line}`)];
}

/** Why there is no number where a table has none, each reason once. */
function unanswered(steps: readonly Step[]): string[] {
  const answers = steps.flatMap(({ load, retention }) => [...Object.values(load), ...Object.values(retention)]);
  const reasons = answers.flatMap((answer) => (answer.outcome === "bounded" ? [] : [answer.because]));
  const lines = [...new Set(reasons)].flatMap((because) => wrap(because, width - 2, 4).map((line) => `  ${line}`));
  return lines.length > 0 ? ["", ...lines] : [];
}

// What the present brokers carry; `--why` shows the others.
const whyCapacity = {
  keys: /^steps\.now\.(load|retention)\.\w+\.times$/,
  prefix: "steps.",
  more: "--why",
} as const;
