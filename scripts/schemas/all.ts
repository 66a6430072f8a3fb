import { z } from "zod";
import { cacheSchema } from "../../cli/cache/printed.ts";
import { examinationSchema } from "../../cli/doctor/examine.ts";
import { faultFileSchema } from "../../cli/faults/fault-file.ts";
import { observedSchema } from "../../cli/observe/observation.ts";
import { findMaxSchema } from "../../loadgen/find-max/result.ts";
import { markSchema } from "../../loadgen/proof/mark.ts";
import { proofSchema } from "../../loadgen/proof/proof.ts";
import { repeatsSchema } from "../../loadgen/repeats/repeats.ts";
import { catalogueSchema } from "../../sizing/catalogue/catalogue.ts";
import { pricesSchema } from "../../sizing/catalogue/prices.ts";
import {
  calibrationSchema,
  capacitySchema,
  inventorySchema,
  planSchema,
  whatIfSchema,
  workloadSchema,
} from "../../sizing/index.ts";
import { reason } from "../../sizing/reason.ts";
import { calibrationRunSchema } from "./calibration-run.ts";
import { clusterSchema, downSchema, statusSchema } from "./cluster.ts";
import { k6LoadSchema } from "./k6-load.ts";
import { reportSchema } from "./report.ts";
import { wizardSchema } from "./wizard.ts";

const written = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input" });

/** The JSON Schemas of the files that a user writes, by their names. */
const files = {
  workload: written(workloadSchema),
  inventory: written(inventorySchema),
  calibration: written(calibrationSchema),
  faults: written(faultFileSchema),
  catalogue: written(catalogueSchema),
  prices: written(pricesSchema),
};

/** Those of what commands print with `--json`; several where it depends on how a command is called. */
const printed = {
  plan: z.toJSONSchema(planSchema),
  capacity: z.toJSONSchema(capacitySchema),
  "what-if": z.toJSONSchema(whatIfSchema),
  reason: z.toJSONSchema(reason),
  explanation: z.toJSONSchema(planSchema.shape.explanation),
  report: z.toJSONSchema(reportSchema),
  wizard: z.toJSONSchema(wizardSchema),
  observation: written(observedSchema),
  cluster: z.toJSONSchema(clusterSchema),
  status: z.toJSONSchema(statusSchema),
  down: z.toJSONSchema(downSchema),
  proof: z.toJSONSchema(proofSchema),
  repeats: z.toJSONSchema(repeatsSchema),
  mark: z.toJSONSchema(markSchema),
  "find-max": z.toJSONSchema(findMaxSchema),
  "calibration-run": z.toJSONSchema(calibrationRunSchema),
  "k6-load": z.toJSONSchema(k6LoadSchema),
  doctor: z.toJSONSchema(examinationSchema),
  cache: z.toJSONSchema(cacheSchema),
} as const;

/** All that is published, by name. */
export const schemas = { ...files, ...printed };
export type Printed = keyof typeof printed;

/** What each command that has `--json` prints with it; one that needs a plan prints that instead where it is refused. */
export const printedBy: Readonly<Record<string, readonly Printed[]>> = {
  wizard: ["wizard"],
  plan: ["plan"],
  explain: ["reason", "explanation"],
  capacity: ["capacity"],
  "what-if": ["what-if"],
  report: ["report"],
  observe: ["observation"],
  up: ["cluster"],
  status: ["status"],
  down: ["down"],
  prove: ["proof", "repeats"],
  mark: ["mark"],
  "find-max": ["find-max"],
  calibrate: ["calibration-run"],
  k6: ["k6-load"],
  doctor: ["doctor"],
  cache: ["cache"],
};
