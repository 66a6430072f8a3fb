import { formatBytes, formatDuration } from "../../sizing/units/format.ts";
import type { CacheEntry } from "../cache/entry.ts";
import { tableOf } from "./table.ts";

/** What is in the cache as plain text, with sizes and ages; `now` in milliseconds since 1970. */
export function renderCache(directory: string, entries: readonly CacheEntry[], now: number): string {
  if (entries.length === 0) return `nothing in ${directory}\n`;
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const lines = tableOf(
    [
      ["name", "left", ({ name }) => name],
      ["size", "right", ({ bytes }) => formatBytes(bytes)],
      ["age", "right", ({ written }) => ageOf(now - Date.parse(written))],
      ["", "left", ({ about }) => about],
    ],
    entries,
  );
  return `${formatBytes(total)} in ${directory}\n${lines.join("\n")}\n`;
}

/** In one unit: a cache is old by days. */
const ageOf = (milliseconds: number): string =>
  formatDuration(Math.max(1, milliseconds / 1000)).replace(/(\D+) .*/, "$1");
