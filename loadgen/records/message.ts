import type { BatchSource } from "./batch-source.ts";
import type { Format } from "./format-for.ts";
import { hasHeaders } from "./headers.ts";
import type { ReceivedRecord } from "./record-reader.ts";
import type { Run } from "./run.ts";
import { readStamp, STAMP_HEADER, type Stamp } from "./stamp.ts";

/** One message as a run, if key, value and headers are what the format has for it; undefined if they are not. */
export function readMessage(format: Format, record: ReceivedRecord): Run | undefined {
  if (format.kind === "dealt") return format.read(record);
  const { templates } = format;
  const { key, value, headers } = record;
  if (!value) return undefined;
  const { shape } = templates[0]!.layout;
  const stamped = shape.stampIn === "value" ? value : headers[STAMP_HEADER];
  const stamp = stamped && readStamp(stamped, 0, stamped.length);
  if (!stamp) return undefined;
  const template = templates[stamp.template];
  if (!template?.holdsValue(stamp.index, value)) return undefined;
  if ((key?.length ?? 0) !== shape.keyBytes) return undefined;
  if (!hasHeaders(headers, template.headers)) return undefined;
  return {
    producer: stamp.producer,
    firstSequence: stamp.firstSequence + stamp.index,
    count: 1,
    dueMicros: stamp.dueMicros + (stamp.index * stamp.spacingNanos) / 1000,
    spacingNanos: stamp.spacingNanos,
    bytes: shape.keyBytes + value.length,
  };
}

/** Message `index` of a batch for drivers that send messages one by one. */
export function messageOf(
  source: BatchSource,
  index: number,
  stamp: Stamp,
): { key?: Buffer; value: Buffer; headers: Record<string, Buffer | string> } {
  const { stamp: stamped, ...message } = source.message(index, stamp);
  const { headers, stampIn } = source;
  return { ...message, headers: stampIn === "header" ? { ...headers, [STAMP_HEADER]: stamped } : { ...headers } };
}
