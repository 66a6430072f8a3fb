import { oddThoughIdempotent } from "../audit/odd-though-idempotent.ts";
import type { Finding } from "../proof/finding.ts";
import { count } from "../report/figures.ts";
import { type Evidence, isBusy } from "./evidence.ts";

export function loss({ audit, drained, limits, events }: Evidence): Finding {
  const code = "lost";
  if (!drained && audit.lost > 0) {
    // Unread is not lost: what gave way may be the reader's machine.
    const text = `${count(audit.lost)} of ${count(audit.acknowledged)} acknowledged messages were not read in time; whether they are lost is not known`;
    return { code, outcome: isBusy(limits) ? "invalid" : "fail", text };
  }
  const text = `${count(audit.lost)} of ${count(audit.acknowledged)} acknowledged messages were lost`;
  if (audit.lost === 0) return { code, outcome: "pass", text };
  if (!wentWithTheirTopic({ audit, events })) return { code, outcome: "fail", text };
  return { code, outcome: "invalid", text: `${text}, all of them of topics that were deleted meanwhile` };
}

/**
 * Messages that were read and that an election then cut off the log: the audit has them, but whoever reads after it
 * does not. A message counts once for each group that had read it, as one that is lost does.
 */
export function cut({ events }: Evidence): Finding[] {
  const cuts = events.flatMap(({ kind, topic = "", messages }) =>
    kind === "log-cut" && messages !== undefined ? [{ topic, messages }] : [],
  );
  if (cuts.length === 0) return [];
  const gone = cuts.reduce((sum, { messages }) => sum + messages, 0);
  const code = "cut";
  const text = `${count(gone)} messages that were read are gone from the log: whoever reads it now misses them`;
  const made = madeAnew(events);
  if (cuts.some(({ topic }) => !made.has(topic))) return [{ code, outcome: "fail", text }];
  return [{ code, outcome: "invalid", text: `${text}, all of them of topics that were deleted meanwhile` }];
}

/** Topics that somebody deleted and made anew: the brokers did as they were told. */
function madeAnew(events: Evidence["events"]): ReadonlySet<string> {
  return new Set(events.flatMap(({ kind, topic }) => (kind === "topic-recreated" && topic ? [topic] : [])));
}

/** Whether all that was lost was in topics that were made anew. */
function wentWithTheirTopic({ audit, events }: Pick<Evidence, "audit" | "events">): boolean {
  const made = madeAnew(events);
  const losing = audit.partitions.filter(({ lost }) => lost > 0);
  return losing.length > 0 && losing.every(({ topic }) => made.has(topic));
}

export function corruption({ audit }: Evidence): Finding {
  const outcome = audit.corrupted === 0 ? "pass" : "fail";
  return { code: "corrupted", outcome, text: `${count(audit.corrupted)} messages were not what was sent` };
}

export function order({ audit, topics }: Evidence): Finding {
  const asked = topics.some(({ idempotent }) => idempotent);
  const odd = oddThoughIdempotent(audit, topics);
  const allowed = audit.repeated + audit.outOfOrder - odd;
  const counts = `${count(audit.repeated)} repeated, ${count(audit.outOfOrder)} out of order`;
  const text = asked
    ? `${counts}; the producers are idempotent`
    : `${counts}; allowed, the producers are not idempotent`;
  return {
    code: "order",
    outcome: odd > 0 ? "fail" : "pass",
    text: asked && allowed > 0 ? `${text}, but for those of ${count(allowed)} of these messages` : text,
  };
}

/** What topics may drop is a part of what was due; where it is not told, nothing may be dropped. */
export function drops({ topics }: Evidence): Finding[] {
  const dropping = topics.flatMap(({ drop }) => drop ?? []);
  if (dropping.length === 0) return [];
  const dropped = dropping.reduce((sum, drop) => sum + drop.dropped, 0);
  const due = dropping.reduce((sum, drop) => sum + drop.due, 0);
  const allowed = Math.min(...dropping.map(({ atMost }) => atMost));
  const share = due === 0 ? 0 : dropped / due;
  const text = `${count(dropped)} of ${count(due)} messages due were dropped (${fine(share)}); ${fine(allowed)} may be`;
  return [{ code: "drops", outcome: share <= allowed ? "pass" : "fail", text }];
}

/** A small part, with as many digits as an objective of 0.01 % needs. */
const fine = (fraction: number) => `${Number((100 * fraction).toPrecision(3))} %`;
