import type { AuditResult } from "../proof/audit-result.ts";

/** A topic, and whether its producers were asked to send each message once and in order. */
interface Asked {
  readonly topic: string;
  readonly idempotent: boolean;
}

/** Messages that were repeated or out of order though idempotent producers sent them; others may be so. */
export function oddThoughIdempotent({ partitions }: Pick<AuditResult, "partitions">, topics: readonly Asked[]): number {
  const asked = new Set(topics.filter(({ idempotent }) => idempotent).map(({ topic }) => topic));
  return partitions
    .filter(({ topic }) => asked.has(topic))
    .reduce((odd, { repeated, outOfOrder }) => odd + repeated + outOfOrder, 0);
}
