import type { Quantity } from "../units/read.ts";

/** A rate as users write it: of messages or of bytes. */
export type Rate = Quantity<"messagesPerSecond" | "bytesPerSecond">;

/** A rate in bytes per second, whichever way it was written. */
export const inBytes = (rate: Rate, messageBytes: number): number =>
  rate.dimension === "bytesPerSecond" ? rate.value : rate.value * messageBytes;
