import { isDeepStrictEqual } from "node:util";
import type { Difference } from "./handler.ts";

/**
 * Compares inputs as they are with those that are wanted. A property that is an object is compared key by key, so that
 * the names tell which file or setting it is, such as `files.conf/server.properties`.
 * @param replaceOn properties that cannot be changed in place
 */
export function differences<Inputs extends object>(
  actual: Inputs,
  wanted: Inputs,
  replaceOn: readonly (keyof Inputs & string)[],
): Difference {
  const properties = Object.keys({ ...actual, ...wanted }).flatMap((key) =>
    changed(key, actual[key as keyof Inputs], wanted[key as keyof Inputs]),
  );
  if (properties.length === 0) return { change: "none" };
  const replaces = replaceOn.some((key) => properties.includes(key));
  return { change: replaces ? "replace" : "update", properties };
}

function changed(name: string, actual: unknown, wanted: unknown): string[] {
  if (isDeepStrictEqual(actual, wanted)) return [];
  if (!isRecord(actual) || !isRecord(wanted)) return [name];
  return Object.keys({ ...actual, ...wanted })
    .sort()
    .filter((key) => !isDeepStrictEqual(actual[key], wanted[key]))
    .map((key) => `${name}.${key}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
