type Item = { name?: string; group?: string } | null;

/** Every number (or null) in a result, by the key that an explanation has for it. */
export function numbers(value: unknown, key = ""): [string, number | null][] {
  if (typeof value === "number" || value === null) return [[key, value]];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const item = child as Item;
    const segment = Array.isArray(value) ? String(item?.name ?? item?.group ?? name) : name;
    return numbers(child, key === "" ? segment : `${key}.${segment}`);
  });
}
