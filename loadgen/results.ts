import { knownWithout } from "./audit/known.ts";
import { audit, lostRows } from "./audit/ledger.ts";
import type { TopicLoad } from "./engine/job.ts";
import type { LoadResult } from "./engine/load-result.ts";
import { addCounts, merged } from "./engine/sample.ts";
import type { ConsumeResult, Task } from "./engine/task.ts";
import { faultReports } from "./faults/fault-reports.ts";
import { meanOf, messagesBy, type Profile, peakOf } from "./load/profile.ts";
import type { AuditResult } from "./proof/audit-result.ts";
import type { FaultReport } from "./proof/fault-report.ts";
import type { Proof } from "./proof/proof.ts";
import { meanBytes } from "./records/messages.ts";

/** A message due so long before the end of the measurement should have its answer by then. */
const ANSWER_SECONDS = 0.1;

/** What the producers did, against what the load asked of them from second `from` to second `to`. */
export function produced(
  result: LoadResult,
  loads: readonly TopicLoad[],
  { from, to }: { from: number; to: number },
): Proof["produce"] {
  const seconds = to - from;
  const sum = (pick: (part: LoadResult["produce"][number]) => number) =>
    result.produce.reduce((total, part) => total + pick(part), 0);
  return {
    targetMessagesPerSecond: loads.reduce((total, load) => total + meanOf(load.profile, from, to), 0),
    targetBytesPerSecond: loads.reduce(
      (total, load) => total + meanOf(load.profile, from, to) * meanBytes(load.messages),
      0,
    ),
    inTimeMessagesPerSecond: loads.reduce((total, load) => total + inTime(load.profile, from, to), 0),
    peakMessagesPerSecond: loads.reduce((total, load) => total + peakOf(load.profile), 0),
    messagesPerSecond: sum((part) => part.messages) / seconds,
    bytesPerSecond: sum((part) => part.bytes) / seconds,
    acknowledged: sum((part) => part.acknowledged),
    failed: sum((part) => part.failed + part.unsent),
    dropped: sum((part) => part.dropped),
    retries: sum((part) => part.retries),
    errors: addCounts(result.produce.map(({ errors }) => errors)),
    maxBehindMessages: result.series.reduce((most, { behindMessages }) => Math.max(most, behindMessages), 0),
    latency: merged(result.produce.map(({ latency }) => latency)).summary(),
  };
}

/**
 * The mean of what was due between `from` and `to`, as far as it can be answered then: the last due `ANSWER_SECONDS`
 * before the end. A rate that rises leaves more behind at the end than it finds at the beginning.
 */
function inTime(profile: Profile, from: number, to: number): number {
  const answered =
    (messagesBy(profile, to - ANSWER_SECONDS) - messagesBy(profile, from - ANSWER_SECONDS)) / (to - from);
  return Math.min(meanOf(profile, from, to), answered);
}

/** What was dropped of a topic, and of how many messages due in the whole run. */
export function droppedOf(result: LoadResult, topic: string): { dropped: number; due: number } {
  const parts = result.produce.filter((part) => part.topic === topic);
  const sum = (pick: (part: LoadResult["produce"][number]) => number) =>
    parts.reduce((total, part) => total + pick(part), 0);
  const dropped = sum((part) => part.dropped);
  return { dropped, due: dropped + sum((part) => part.acknowledged + part.failed + part.unsent) };
}

/** What each consumer group read, in all and by topic; `clockError` is how far off the clocks may make its latencies, ms. */
export function consumed(result: LoadResult, seconds: number, clockError: number): Proof["consume"] {
  const groups = [...new Set(result.consume.map(({ group }) => group))].sort();
  return groups.map((group) => {
    const parts = result.consume.filter((part) => part.group === group);
    const topics = [...new Set(parts.map(({ topic }) => topic))].sort();
    const sum = (pick: (part: (typeof parts)[number]) => number) =>
      parts.reduce((total, part) => total + pick(part), 0);
    return {
      group,
      messages: sum((part) => part.messages),
      bytes: sum((part) => part.bytes),
      bytesPerSecond: sum((part) => part.windowBytes) / seconds,
      ...paceOf(parts, seconds),
      topics: topics.map((topic) => {
        const ofTopic = parts.filter((part) => part.topic === topic);
        return { topic, ...paceOf(ofTopic, seconds) };
      }),
      historyBytes: sum((part) => part.historyBytes),
      latency: merged(parts.map(({ latency }) => latency)).summary(),
      clockError,
    };
  });
}

/** How consumers kept up together; a sum hides one that did not. */
function paceOf(parts: readonly ConsumeResult[], seconds: number) {
  const sum = (pick: (part: ConsumeResult) => number) => parts.reduce((total, part) => total + pick(part), 0);
  return {
    messagesPerSecond: sum((part) => part.windowMessages) / seconds,
    limitBytesPerSecond: limitOf(parts),
    fetchedBytesPerSecond: sum((part) => part.windowFetchedBytes) / seconds,
    lagSeconds: Math.max(...parts.map(({ lagSeconds }) => lagSeconds)),
    behindMessages: sum((part) => part.behind),
  };
}

function limitOf(parts: readonly ConsumeResult[]): number | null {
  const limits = parts.flatMap(({ limitBytesPerSecond }) => limitBytesPerSecond ?? []);
  return limits.length < parts.length ? null : limits.reduce((sum, limit) => sum + limit, 0);
}

/** What was acknowledged against what each of `groups` read. */
export function audited(result: LoadResult, groups: readonly { topic: string; group: string }[]): AuditResult {
  return audit(
    result.produce.flatMap(({ rows }) => rows),
    result.consume.flatMap(({ rows }) => rows),
    groups,
    result.consume.reduce((sum, { corrupted }) => sum + corrupted, 0),
    knownWithout(unknownTasks(result)),
  );
}

/** What these did went with a host that was lost. */
function unknownTasks({ hosts }: LoadResult): Task[] {
  return hosts.flatMap(({ lost }) => lost?.tasks ?? []);
}

/** What came of each fault; the schedule of the load ended at second `scheduleEnd`. */
export function faulted(
  result: LoadResult,
  groups: readonly { topic: string; group: string }[],
  scheduleEnd: number,
): FaultReport[] {
  const { records, seconds, due, startMicros } = result.faults;
  if (records.length === 0) return [];
  const acknowledged = result.produce.flatMap(({ rows }) => rows);
  const read = result.consume.flatMap(({ rows }) => rows);
  const oddities = result.consume.flatMap((part) => part.oddities);
  const lost = lostRows(acknowledged, read, groups, knownWithout(unknownTasks(result)));
  return faultReports({ records, seconds, scheduleEnd, lost, oddities, due, startMicros });
}
