import { Problem } from "../problem.ts";
import type { Bytes, BytesPerSecond, Dimension, Dimensions, MessagesPerSecond, Seconds } from "./dimensions.ts";
import { readQuantity } from "./read.ts";

function parse<D extends Dimension>(text: string, dimension: D, where: string): Dimensions[D] {
  const reading = readQuantity(text, [dimension]);
  if (reading.ok) return reading.quantity.value as Dimensions[D];
  throw new Problem("input", "PLM-UNIT-001", `${where}: ${reading.message}`, reading.remedy);
}

/** Bytes of a text such as `22 TB` or `512 GiB`. Throws a Problem PLM-UNIT-001 that names `where`. */
export const parseBytes = (text: string, where: string): Bytes => parse(text, "bytes", where);

/** Bytes per second of a text such as `660 MB/s` or `10 Gb/s`. Throws a Problem PLM-UNIT-001 that names `where`. */
export const parseBytesPerSecond = (text: string, where: string): BytesPerSecond =>
  parse(text, "bytesPerSecond", where);

/** Messages per second of a text such as `485k msg/s`. Throws a Problem PLM-UNIT-001 that names `where`. */
export const parseMessagesPerSecond = (text: string, where: string): MessagesPerSecond =>
  parse(text, "messagesPerSecond", where);

/** Seconds of a text such as `24 h` or `2 h 40 min`. Throws a Problem PLM-UNIT-001 that names `where`. */
export const parseDuration = (text: string, where: string): Seconds => parse(text, "duration", where);
