import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { Finding } from "../proof/finding.ts";
import { count } from "../report/figures.ts";
import { type Evidence, isBusy } from "./evidence.ts";

/** A group whose consumers have a rate of their own is judged by that: it reads so much of it if it is behind. */
const OWN_RATE = 0.95;
/** Behind is, beyond its lag, by more than comes in in so long, */
const BEHIND_SECONDS = 1;
/** or in so long for a group without such a rate, which is to keep up; */
const UNLIMITED_BEHIND_SECONDS = 2;
/** and by some messages more. */
const BEHIND_MESSAGES = 10;
/** Readers named; where a whole cluster is slow, all of them are behind. */
const MOST_NAMED = 3;

/** A group on one of its topics: in the sum over all of them, one that is starved may not show. */
type Reader = Evidence["consume"][number]["topics"][number] & { group: string };

/** Whether every group read to the end, and kept up meanwhile as well as it is to. */
export function reading({ consume, drained, agents: all, limits, measuredSeconds, topics }: Evidence): Finding {
  if (consume.length === 0) return { code: "read", outcome: "invalid", text: "no consumer group: nothing was audited" };
  if (all.some(({ lost }) => lost?.unread.some(({ partitions }) => partitions.length > 0)))
    return { code: "read", outcome: "invalid", text: "what the consumers of a lost agent read is not known" };
  const behind = consume
    .flatMap(({ group, topics: read }) => read.map((one): Reader => ({ group, ...one })))
    .filter((reader) => isBehind(reader, measuredSeconds))
    .toSorted((a, b) => Number(isSlow(b)) - Number(isSlow(a)) || b.behindMessages - a.behindMessages);
  const names = new Map(topics.map(({ topic, name }) => [topic, name]));
  const text = [
    drained ? "every consumer group read to the end" : "a consumer group did not read to the end in time",
    ...behind.slice(0, MOST_NAMED).map((reader) => behindText(reader, names.get(reader.topic) ?? reader.topic)),
    ...(behind.length > MOST_NAMED ? [`and ${count(behind.length - MOST_NAMED)} more`] : []),
  ].join("; ");
  const slow = behind.filter(isSlow);
  if (!drained || slow.some(({ limitBytesPerSecond }) => limitBytesPerSecond !== null))
    return { code: "read", outcome: "fail", text };
  if (slow.length === 0) return { code: "read", outcome: "pass", text };
  // What gave way may be the reader's machine.
  return { code: "read", outcome: isBusy(limits) ? "invalid" : "fail", text };
}

/** Whether a group was left behind by what came in, which is what it read and what it left. */
function isBehind({ limitBytesPerSecond, messagesPerSecond, behindMessages, lagSeconds }: Reader, seconds: number) {
  const comesIn = messagesPerSecond + behindMessages / seconds;
  const allowed = limitBytesPerSecond === null ? UNLIMITED_BEHIND_SECONDS : BEHIND_SECONDS;
  return behindMessages > comesIn * (lagSeconds + allowed) + BEHIND_MESSAGES;
}

/** Whether it is a group's own doing that it is behind: its consumers' rate, if they have one, is not. */
function isSlow({ limitBytesPerSecond: limit, fetchedBytesPerSecond }: Reader): boolean {
  return limit === null || fetchedBytesPerSecond < OWN_RATE * limit;
}

function behindText(reader: Reader, topic: string): string {
  const { group, limitBytesPerSecond: limit, fetchedBytesPerSecond, messagesPerSecond, behindMessages } = reader;
  const read =
    limit === null
      ? `did not keep up with topic ${topic}: it read ${count(messagesPerSecond)} msg/s`
      : `read ${formatBytesPerSecond(fetchedBytesPerSecond)} of topic ${topic}, of the ${formatBytesPerSecond(limit)} that its consumers can`;
  return `${group} ${read}, and was ${count(behindMessages)} messages behind when the load ended`;
}
