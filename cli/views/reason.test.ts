import { expect, test } from "vitest";
import { plain } from "../terminal.ts";
import { renderReason } from "./reason.ts";

const reason = (inputs: Record<string, number | string | null>, unit = "cores") => ({
  value: 2,
  unit,
  formula: "as a test has it",
  inputs,
  rule: "given",
  source: "here",
});
const shown = (name: string, value: number | string | null, unit?: string) =>
  renderReason("key", reason({ [name]: value }, unit), plain).match(/inputs +(.*)/)?.[1];

test.each<[string, number | string | null, string | undefined, string]>([
  ["producedBytesPerSecond", 22_226_399.999999996, undefined, "producedBytesPerSecond = 22.2 MB/s"],
  ["memoryBytes", 128e9, undefined, "memoryBytes = 128 GB"],
  ["overSeconds", 31_536_000, undefined, "overSeconds = 365 days"],
  ["payments.initiated", 8_100_000, "B/s", "payments.initiated = 8.1 MB/s"],
  ["brokers", 6, "B", "brokers = 6"],
  ["messagesPerSecond", 38_000, undefined, "messagesPerSecond = 38,000"],
  ["unevenness", 1.0416666666666667, undefined, "unevenness = 1.04167"],
  ["topic", "orders", undefined, "topic = orders"],
  ["perConsumer", null, undefined, "perConsumer = unknown"],
])("the input %s is shown in its unit", (name, value, unit, expected) => {
  expect(shown(name, value, unit)).toBe(expected);
});
