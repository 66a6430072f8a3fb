import type { TopicLoad } from "./shape.ts";

/** Every key is a number of twelve digits. */
export const KEY_BYTES = 12;

/**
 * Bytes of a value's text, so that key and value together have those of the plan.
 * @param quotes bytes that the format puts around each of the two
 */
export function textBytes({ messageBytes, keyed }: Pick<TopicLoad, "messageBytes" | "keyed">, quotes: number): number {
  return messageBytes - quotes - (keyed ? KEY_BYTES + quotes : 0);
}
