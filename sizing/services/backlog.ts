import type { z } from "zod";
import { type Basis, type Derived, derive } from "../derivation.ts";
import { amount, block, quantity } from "../inputs/fields.ts";
import type { Traffic } from "./traffic.ts";

/** What a job must catch up with while new data comes in. */
export const backlogSchema = block({
  amount: quantity(
    ["bytes", "duration"],
    "What waits to be read, or the time for which nothing was read (at the average rate)",
    "450 GB",
  ),
  within: amount("duration", "Time in which it must be caught up", "24 h"),
});
export type Backlog = z.output<typeof backlogSchema>;

const basis: Basis = {
  name: "catchUp",
  source: "a backlog shrinks by what is read beyond the average of what comes in",
};

const waiting = ({ amount }: Backlog, averageBytesPerSecond: number): number =>
  amount.dimension === "bytes" ? amount.value : amount.value * averageBytesPerSecond;

/** Bytes per second that a job must be able to do: its peak, or its average and the backlog within its time. */
export function workRate(traffic: Traffic, backlog: Backlog | undefined): Derived {
  if (backlog === undefined) return traffic.bytesPerSecond;
  const averageBytesPerSecond = traffic.averageBytesPerSecond.value;
  return derive(
    "B/s",
    "the larger of the peak and (average + waiting bytes / time to catch up)",
    basis,
    {
      peakBytesPerSecond: traffic.bytesPerSecond.value,
      averageBytesPerSecond,
      waitingBytes: waiting(backlog, averageBytesPerSecond),
      withinSeconds: backlog.within,
    },
    (inputs) =>
      Math.max(inputs.peakBytesPerSecond, inputs.averageBytesPerSecond + inputs.waitingBytes / inputs.withinSeconds),
  );
}

/** Seconds until the backlog is gone at full speed; null for a job without one. */
export function catchUpSeconds(
  traffic: Traffic,
  backlog: Backlog | undefined,
  fullBytesPerSecond: number,
): Derived<number | null> {
  const averageBytesPerSecond = traffic.averageBytesPerSecond.value;
  return derive(
    "s",
    "waiting bytes / (full speed - average)",
    basis,
    {
      waitingBytes: backlog === undefined ? null : waiting(backlog, averageBytesPerSecond),
      fullBytesPerSecond,
      averageBytesPerSecond,
    },
    (inputs) =>
      inputs.waitingBytes === null
        ? null
        : inputs.waitingBytes / (inputs.fullBytesPerSecond - inputs.averageBytesPerSecond),
  );
}
