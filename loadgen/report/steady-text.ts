import type { Proof } from "../proof/proof.ts";
import { count, messageRate } from "./figures.ts";

/** A held rate with its interval where there is one: `24,250 msg/s ± 31`. */
export function heldText({ produce, steady }: Proof): string {
  const halfWidth = steady.messagesPerSecond?.halfWidth ?? null;
  const rate = messageRate(produce.messagesPerSecond);
  return halfWidth === null ? rate : `${rate} ± ${count(halfWidth)}`;
}
