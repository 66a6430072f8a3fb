// Writes the JSON Schemas of the files a user writes and of what commands print; `--check` fails where they are not up to date.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { faultFileSchema } from "../cli/faults/fault-file.ts";
import { findMaxSchema } from "../loadgen/find-max/result.ts";
import { markSchema } from "../loadgen/proof/mark.ts";
import { proofSchema } from "../loadgen/proof/proof.ts";
import { repeatsSchema } from "../loadgen/repeats/repeats.ts";
import { catalogueSchema } from "../sizing/catalogue/catalogue.ts";
import { pricesSchema } from "../sizing/catalogue/prices.ts";
import {
  calibrationSchema,
  capacitySchema,
  inventorySchema,
  planSchema,
  whatIfSchema,
  workloadSchema,
} from "../sizing/index.ts";

const folder = new URL("../docs/schema/", import.meta.url);
const schemas = {
  workload: z.toJSONSchema(workloadSchema, { io: "input" }),
  inventory: z.toJSONSchema(inventorySchema, { io: "input" }),
  plan: z.toJSONSchema(planSchema),
  capacity: z.toJSONSchema(capacitySchema),
  "what-if": z.toJSONSchema(whatIfSchema),
  proof: z.toJSONSchema(proofSchema),
  mark: z.toJSONSchema(markSchema),
  repeats: z.toJSONSchema(repeatsSchema),
  "find-max": z.toJSONSchema(findMaxSchema),
  calibration: z.toJSONSchema(calibrationSchema, { io: "input" }),
  faults: z.toJSONSchema(faultFileSchema, { io: "input" }),
  catalogue: z.toJSONSchema(catalogueSchema, { io: "input" }),
  prices: z.toJSONSchema(pricesSchema, { io: "input" }),
};

const check = process.argv.includes("--check");
const stale: string[] = [];
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas)) {
  const file = new URL(`${name}.schema.json`, folder);
  const text = `${JSON.stringify({ title: `plimsoll ${name}`, ...schema }, null, 2)}\n`;
  if (!check) writeFileSync(file, text);
  else if (readOrEmpty(file) !== text) stale.push(`docs/schema/${name}.schema.json`);
}
if (stale.length > 0) {
  console.error(`not up to date: ${stale.join(", ")}; run \`npm run schemas\` and commit the result`);
  process.exitCode = 1;
}

function readOrEmpty(file: URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
