import { z } from "zod";
import { entrySchema } from "./entry.ts";

const head = {
  schema: z.literal("plimsoll/cache@1").describe("Name and version of this form"),
  directory: z.string().describe("Where the cache is"),
};

/** What `plimsoll cache --json` prints: what there is, or what was cleared. */
export const cacheSchema = z.union([
  z.strictObject({ ...head, entries: z.array(entrySchema).describe("What was fetched and built, the largest first") }),
  z.strictObject({ ...head, cleared: z.array(entrySchema).describe("What was removed") }),
]);
export type PrintedCache = z.infer<typeof cacheSchema>;
