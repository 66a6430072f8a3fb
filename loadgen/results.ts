import { audit } from "./audit/ledger.ts";
import type { LoadResult } from "./engine/engine.ts";
import type { TopicLoad } from "./engine/job.ts";
import { merged } from "./engine/sample.ts";
import type { AuditResult, Proof } from "./proof.ts";

/** What the producers did, against what the load asked of them. */
export function produced(result: LoadResult, loads: readonly TopicLoad[], seconds: number): Proof["produce"] {
  const sum = (pick: (part: LoadResult["produce"][number]) => number) =>
    result.produce.reduce((total, part) => total + pick(part), 0);
  const errors: Record<string, number> = {};
  for (const part of result.produce)
    for (const [name, count] of Object.entries(part.errors)) errors[name] = (errors[name] ?? 0) + count;
  return {
    targetMessagesPerSecond: loads.reduce((total, load) => total + load.messagesPerSecond, 0),
    targetBytesPerSecond: loads.reduce((total, load) => total + load.messagesPerSecond * load.messageBytes, 0),
    messagesPerSecond: sum((part) => part.messages) / seconds,
    bytesPerSecond: sum((part) => part.bytes) / seconds,
    acknowledged: sum((part) => part.acknowledged),
    failed: sum((part) => part.failed + part.unsent),
    retries: sum((part) => part.retries),
    errors,
    maxBehindMessages: Math.max(0, ...result.series.map(({ behindMessages }) => behindMessages)),
    latency: merged(result.produce.map(({ latency }) => latency)).summary(),
  };
}

/** What each consumer group read. */
export function consumed(result: LoadResult, seconds: number): Proof["consume"] {
  const groups = [...new Set(result.consume.map(({ group }) => group))].sort();
  return groups.map((group) => {
    const parts = result.consume.filter((part) => part.group === group);
    const sum = (pick: (part: (typeof parts)[number]) => number) =>
      parts.reduce((total, part) => total + pick(part), 0);
    return {
      group,
      messages: sum((part) => part.messages),
      bytes: sum((part) => part.bytes),
      messagesPerSecond: sum((part) => part.windowMessages) / seconds,
      bytesPerSecond: sum((part) => part.windowBytes) / seconds,
      latency: merged(parts.map(({ latency }) => latency)).summary(),
    };
  });
}

/** What was acknowledged against what each of `groups` read. */
export function audited(result: LoadResult, groups: readonly { topic: string; group: string }[]): AuditResult {
  return audit(
    result.produce.flatMap(({ rows }) => rows),
    result.consume.flatMap(({ rows }) => rows),
    groups,
    result.consume.reduce((sum, { corrupted }) => sum + corrupted, 0),
  );
}
