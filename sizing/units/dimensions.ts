declare const unit: unique symbol;
type Measure<Unit extends string> = number & { readonly [unit]: Unit };

export type Bytes = Measure<"B">;
export type BytesPerSecond = Measure<"B/s">;
export type MessagesPerSecond = Measure<"msg/s">;
export type Seconds = Measure<"s">;

/** The kinds of quantity that a file may hold, each with the type of its canonical number. */
export interface Dimensions {
  bytes: Bytes;
  bytesPerSecond: BytesPerSecond;
  messagesPerSecond: MessagesPerSecond;
  duration: Seconds;
}
export type Dimension = keyof Dimensions;

/** How a message names each kind of quantity. */
export const dimensionNames: Record<Dimension, string> = {
  bytes: "a size",
  bytesPerSecond: "a data rate",
  messagesPerSecond: "a message rate",
  duration: "a time",
};

export const secondsPerDay = 86_400;

export interface Unit {
  readonly spelling: string;
  readonly dimension: Dimension;
  /** Canonical SI units (B, B/s, msg/s, s) in one of this unit. */
  readonly factor: number;
}

const decimal: readonly [string, number][] = [
  ["", 1],
  ["k", 1e3],
  ["M", 1e6],
  ["G", 1e9],
  ["T", 1e12],
  ["P", 1e15],
];
const binary: readonly [string, number][] = ["Ki", "Mi", "Gi", "Ti", "Pi"].map((prefix, at) => [
  prefix,
  1024 ** (at + 1),
]);
const periods: readonly [string, number][] = [
  ["s", 1],
  ["min", 60],
  ["h", 3600],
  ["day", secondsPerDay],
];
const times: readonly [number, readonly string[]][] = [
  [0.001, ["ms"]],
  [1, ["s", "second", "seconds"]],
  [60, ["min", "minute", "minutes"]],
  [3600, ["h", "hour", "hours"]],
  [secondsPerDay, ["d", "day", "days"]],
  [7 * secondsPerDay, ["week", "weeks"]],
  [(365 * secondsPerDay) / 12, ["month", "months"]],
  [365 * secondsPerDay, ["year", "years"]],
];

function allUnits(): Unit[] {
  const units: Unit[] = [];
  for (const [prefix, factor] of [...decimal, ...binary]) {
    units.push({ spelling: `${prefix}B`, dimension: "bytes", factor });
    for (const [period, seconds] of periods) {
      units.push({ spelling: `${prefix}B/${period}`, dimension: "bytesPerSecond", factor: factor / seconds });
    }
  }
  for (const [prefix, factor] of decimal) {
    for (const [period, seconds] of periods) {
      units.push({ spelling: `${prefix}b/${period}`, dimension: "bytesPerSecond", factor: factor / 8 / seconds });
      const spelling = `${prefix === "" ? "" : `${prefix} `}msg/${period}`;
      units.push({ spelling, dimension: "messagesPerSecond", factor: factor / seconds });
    }
  }
  for (const [factor, spellings] of times) {
    for (const spelling of spellings) units.push({ spelling, dimension: "duration", factor });
  }
  return units;
}

/** Every legal unit. MB is 10^6 bytes, MiB is 2^20, b is bits, B is bytes; sizes in bits do not exist. */
export const units: readonly Unit[] = allUnits();
