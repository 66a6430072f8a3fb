import type { LiveSecond } from "../../loadgen/engine/live-second.ts";
import type { FaultRecord } from "../../loadgen/faults/fault.ts";
import { count, messageRate, milliseconds, percent, seconds } from "../../loadgen/report/figures.ts";
import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { LoadState } from "./load-state.ts";

/** Less than this part of what was due shows as behind. */
const HELD = 0.99;

/** A row of the screen: what it is about, and how it stands. */
export interface LoadRow {
  readonly label: string;
  readonly text: string;
  readonly tone: "usual" | "bad";
}

const usual = (label: string, text: string): LoadRow => ({ label, text, tone: "usual" });

/** Everything that a screen shows of a load, from top to bottom. */
export function loadRows(state: LoadState): LoadRow[] {
  const { second } = state;
  if (second === null) return [usual("", state.step)];
  return [
    usual("time", timeText(state, second)),
    rateRow(state, second),
    ...(state.ceiling === null ? [] : [usual("ceiling", ceilingText(state.ceiling, second))]),
    latencyRow(second),
    usual("lag", lagText(second)),
    errorRow(state.errors),
    ...second.faults.map((fault) => faultRow(fault, second.t)),
  ];
}

/** How far the load is, and how much of it is left. */
function timeText({ load, measuredFrom }: LoadState, { t }: LiveSecond): string {
  const { durationSeconds, warmupSeconds } = load;
  if (measuredFrom === null || t < measuredFrom) {
    const left = (measuredFrom ?? warmupSeconds) - t + durationSeconds;
    const most = measuredFrom === null ? "at most " : "";
    return `warm-up, ${seconds(t)}; ${most}${seconds(Math.max(0, left))} left`;
  }
  const measured = Math.min(durationSeconds, t - measuredFrom);
  if (measured >= durationSeconds) return "measured; reading what is left, and auditing";
  return `measured ${seconds(measured)} of ${seconds(durationSeconds)}, ${seconds(durationSeconds - measured)} left`;
}

function rateRow({ rates }: LoadState, second: LiveSecond): LoadRow {
  const { acknowledgedMessages, acknowledgedBytes, dueMessages, behindMessages } = second;
  const share = dueMessages > 0 ? ` of ${messageRate(dueMessages)} due` : "";
  const held = acknowledgedMessages >= HELD * dueMessages || behindMessages === 0;
  return {
    label: "rate",
    text: `${messageRate(acknowledgedMessages)}${share}, ${formatBytesPerSecond(acknowledgedBytes)} ${curve(rates)}`,
    tone: held ? "usual" : "bad",
  };
}

const blocks = "▁▂▃▄▅▆▇█";

/** The last seconds' rates as a curve from nothing to the highest of them. */
export function curve(rates: readonly number[]): string {
  const highest = Math.max(1, ...rates);
  return rates.map((rate) => blocks[Math.round((rate / highest) * (blocks.length - 1))]).join("");
}

function ceilingText(ceiling: number, { dueMessages }: LiveSecond): string {
  const part = dueMessages > 0 ? `; the load is ${percent(dueMessages / ceiling)} of it` : "";
  return `the generator offers ${messageRate(ceiling)} at most${part}`;
}

function latencyRow({ p50, p99, p999, max, droppedMessages }: LiveSecond): LoadRow {
  const dropped = droppedMessages > 0 ? `, ${count(droppedMessages)} dropped` : "";
  if (p50 === null || p99 === null || p999 === null || max === null)
    return { label: "latency", text: `nothing acknowledged in the last second${dropped}`, tone: "bad" };
  const parts = [`50 % ${milliseconds(p50)}`, `99 % ${milliseconds(p99)}`, `99.9 % ${milliseconds(p999)}`];
  return usual("latency", `${parts.join(", ")}, longest ${milliseconds(max)}${dropped}`);
}

function lagText({ unreadMessages, behindMessages, consumedMessages }: LiveSecond): string {
  return `${count(unreadMessages)} messages to be read, ${count(behindMessages)} due and not sent; ${messageRate(consumedMessages)} read`;
}

function errorRow(errors: LoadState["errors"]): LoadRow {
  const kinds = Object.entries(errors).sort(([, a], [, b]) => b - a);
  if (kinds.length === 0) return usual("errors", "none");
  const text = kinds.map(([name, messages]) => `${count(messages)} ${name}`).join(", ");
  return { label: "errors", text, tone: "bad" };
}

function faultRow({ text, planned, began, ended, failure }: FaultRecord, t: number): LoadRow {
  const row = (how: string, tone: LoadRow["tone"] = "usual"): LoadRow => ({
    label: "fault",
    text: `${text}: ${how}`,
    tone,
  });
  if (failure !== null) return row(failure, "bad");
  if (began === null) return row(planned > t ? `in ${seconds(planned - t)}` : "begins");
  if (ended === null) return row(`for ${seconds(Math.max(0, t - began))}`, "bad");
  return row(`over, after ${seconds(ended - began)}`);
}
