import { z } from "zod";
import { block, positive, text } from "../inputs/fields.ts";
import { check, inputProblem } from "../inputs/issues.ts";
import { rules } from "../rules/limits.ts";

/** What a broker's work costs it: the rules that a measurement replaces. */
export const calibrated = [
  "cpuPerMillionMessages",
  "cpuPerMillionBatches",
  "cpuPerGigabyteWritten",
  "cpuPerGigabyteSent",
  "cpuPerGigabyteTls",
  "cpuPerGigabyteGzip",
  "cpuPerGigabyteSnappy",
  "cpuPerGigabyteLz4",
  "cpuPerGigabyteZstd",
] as const;
export type Calibrated = (typeof calibrated)[number];

const cost = (name: Calibrated) => positive(rules[name].about, rules[name].value).max(1e6).optional();

/** The schema of calibration.yaml: costs that were measured on brokers like those of the inventory. */
export const calibrationSchema = block({
  name: text("What was measured", "telco brokers"),
  measured: z.iso
    .date({ error: ({ input }) => `is \`${input}\`, which is no date; write for example \`2026-11-20\`` })
    .meta({ description: "Day of the measurement", examples: ["2026-11-20"] }),
  source: text("Where the measurement can be found", "results/proof.json"),
  costs: block(
    Object.fromEntries(calibrated.map((name) => [name, cost(name)])) as Record<Calibrated, ReturnType<typeof cost>>,
  ).refine((costs) => Object.values(costs).some((value) => value !== undefined), {
    error: "has no cost; write for example `cpuPerGigabyteWritten: 1.4`",
  }),
});
export type Calibration = z.output<typeof calibrationSchema>;

/**
 * The calibration in `raw`, the content of a calibration file (from `where`, for messages).
 * Throws a Problem PLM-CALIBRATION-001 whose details hold every mistake with its key and what to write instead.
 */
export function parseCalibration(raw: unknown, where: string): Calibration {
  const checked = check(calibrationSchema, raw);
  if ("mistakes" in checked) throw inputProblem("PLM-CALIBRATION-001", where, checked.mistakes);
  return checked.value;
}
