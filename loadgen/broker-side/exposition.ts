/** A value of a metric with its labels. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/**
 * The metrics of a page in Prometheus's text format, by name in lower case: exporters differ in how they write the
 * names of Kafka's beans. What is no sample is passed over.
 * Format: https://prometheus.io/docs/instrumenting/exposition_formats
 */
export function parseExposition(text: string): Map<string, Series[]> {
  const found = new Map<string, Series[]>();
  for (const raw of text.split("\n")) {
    const match = line.exec(raw.trim());
    if (!match || raw.startsWith("#")) continue;
    const [, name = "", inside = "", number = ""] = match;
    const value = numberOf(number);
    if (value === undefined) continue;
    const labels: Record<string, string> = {};
    for (const [, key = "", quoted = ""] of inside.matchAll(label)) labels[key] = unescaped(quoted);
    const key = name.toLowerCase();
    const series = found.get(key);
    if (series) series.push({ labels, value });
    else found.set(key, [{ labels, value }]);
  }
  return found;
}

function numberOf(text: string): number | undefined {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(text);
  return Number.isNaN(value) ? undefined : value;
}

const unescaped = (text: string) => text.replace(/\\(.)/g, (_, character) => (character === "n" ? "\n" : character));
