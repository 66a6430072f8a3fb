import type { AuditResult } from "../proof/audit-result.ts";

/** A topic, and whether its producers were asked to send each message once and in order. */
interface Asked {
  readonly topic: string;
  readonly idempotent: boolean;
}

/** What was repeated or out of order though idempotent producers sent it, messages; others may do so. */
export function oddThoughIdempotent(
  { partitions }: Pick<AuditResult, "partitions">,
  topics: readonly Asked[],
): { repeated: number; outOfOrder: number } {
  const asked = new Set(topics.filter(({ idempotent }) => idempotent).map(({ topic }) => topic));
  const odd = partitions.filter(({ topic }) => asked.has(topic));
  const sum = (pick: (row: (typeof odd)[number]) => number) => odd.reduce((total, row) => total + pick(row), 0);
  return { repeated: sum(({ repeated }) => repeated), outOfOrder: sum(({ outOfOrder }) => outOfOrder) };
}
