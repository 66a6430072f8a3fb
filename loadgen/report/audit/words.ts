import type { AuditResult } from "../../proof/audit-result.ts";

/** What an audit came to, and what it says of the messages that were not read: lost, if the readers came to the end. */
export function auditWords(
  { clean, corrupted }: Pick<AuditResult, "clean" | "corrupted">,
  drained: boolean,
): { outcome: string; missing: string } {
  if (clean) return { outcome: "clean", missing: "lost" };
  if (drained) return { outcome: "not clean", missing: "lost" };
  return { outcome: corrupted > 0 ? "not clean" : "not read to the end", missing: "unread or lost" };
}
