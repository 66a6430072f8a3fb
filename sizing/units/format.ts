const significant = (value: number): number => Number(value.toPrecision(3));

/** The value in the largest prefix that leaves at least 1 of it, to three significant digits. */
function scaled(value: number, suffix: string, prefixes: readonly string[]): string {
  let rest = value;
  let at = 0;
  while (at < prefixes.length - 1 && significant(rest) >= 1000) {
    rest /= 1000;
    at++;
  }
  return `${significant(rest)} ${prefixes[at]}${suffix}`;
}

const prefixes = ["", "k", "M", "G", "T", "P"] as const;

/** Bytes for people, such as `3.2 TB` (10^12); reads back with parseBytes to three digits. */
export const formatBytes = (bytes: number): string => scaled(bytes, "B", prefixes);

/** Bytes per second for people, such as `660 MB/s`. */
export const formatBytesPerSecond = (bytesPerSecond: number): string => scaled(bytesPerSecond, "B/s", prefixes);

/** A network's speed in bits per second, such as `10 Gb/s`, from bytes per second. */
export const formatBitsPerSecond = (bytesPerSecond: number): string => scaled(bytesPerSecond * 8, "b/s", prefixes);

/** Messages per second for people: `485000 msg/s`, and `8 M msg/s` from a million on. */
export function formatMessagesPerSecond(messagesPerSecond: number): string {
  if (messagesPerSecond < 1000) return `${significant(messagesPerSecond)} msg/s`;
  if (messagesPerSecond < 999_999.5) return `${Math.round(messagesPerSecond)} msg/s`;
  return scaled(messagesPerSecond / 1e6, "msg/s", ["M ", "G ", "T "]);
}

const year = 365 * 86_400;

/** Seconds for people in at most two units, such as `2 h 40 min`, `24 h`, `3 days 4 h`, `4 years 213 days`, `250 ms`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.9995) return `${significant(seconds * 1000)} ms`;
  if (seconds < 59.95) return `${significant(seconds)} s`;
  if (seconds < 3599.5) return inTwo(seconds, 60, "min", 1, "s");
  if (seconds < 2 * 86_400 - 30) return inTwo(seconds, 3600, "h", 60, "min");
  if (seconds < 2 * year - 1800) return inTwo(seconds, 86_400, "days", 3600, "h");
  return inTwo(seconds, year, "years", 86_400, "days");
}

function inTwo(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const smalls = Math.round(seconds / small);
  const perLarge = large / small;
  const rest = smalls % perLarge;
  const first = `${Math.floor(smalls / perLarge)} ${largeName}`;
  return rest === 0 ? first : `${first} ${rest} ${rest === 1 && smallName === "days" ? "day" : smallName}`;
}
