import type { LostRow } from "../audit/ledger.ts";
import type { DatedOdd } from "../audit/oddities.ts";
import type { DueTime } from "../engine/due-times.ts";
import { addCounts, merged } from "../engine/sample.ts";
import type { FaultReport } from "../proof/fault-report.ts";
import { cut, type Felt, type Owner, type Stretch, stretchAt, stretches } from "./attribution.ts";
import { Disturbances, type TimedSample } from "./disturbance.ts";
import { type FaultRecord, nextBegan } from "./fault.ts";

/** What a load has left to tell of its faults. */
export interface FaultEvidence {
  records: readonly FaultRecord[];
  seconds: readonly TimedSample[];
  /** When the schedule of the load ended, in seconds since the load began. */
  scheduleEnd: number;
  lost: readonly LostRow[];
  oddities: readonly DatedOdd[];
  due: DueTime;
  startMicros: number;
}

/** Tells of each fault how long the load was disturbed, and what became of the messages meanwhile. */
export function faultReports(evidence: FaultEvidence): FaultReport[] {
  const { records } = evidence;
  const recoveries = recoveriesOf(evidence);
  const felt = records.map(({ began }, i): Felt | null =>
    began === null ? null : { from: began, to: recoveries[i]!.recovered ?? nextBegan(records, began) },
  );
  const messages = messagesOf(evidence, stretches(felt));
  return records.map((record, i) => ({
    ...record,
    ...recoveries[i]!,
    ...messages[i]!,
    ...sendingWithin(evidence.seconds, felt[i]!),
  }));
}

type Recovery = Pick<FaultReport, "recovered" | "recoverySeconds" | "recoverySecondsAfterEnd">;
const none: Recovery = { recovered: null, recoverySeconds: null, recoverySecondsAfterEnd: null };

function recoveriesOf({ records, seconds, scheduleEnd }: FaultEvidence): Recovery[] {
  const first = Math.min(...records.map(({ began }) => began ?? Number.POSITIVE_INFINITY));
  const disturbances = new Disturbances(seconds, first, scheduleEnd);
  return records.map(({ began, ended }) => {
    if (began === null) return none;
    const horizon = nextBegan(records, began);
    const afterBegin = disturbances.backAfter(began, Math.min(ended ?? horizon, horizon));
    if (ended === null || ended >= horizon) return recovery(began, afterBegin, null);
    const afterEnd = disturbances.backAfter(ended, horizon);
    // What was over before the harm was taken back, and not felt again then, is not waited for.
    if (afterEnd === 0 && afterBegin !== null) return recovery(began, afterBegin, 0);
    return recovery(began, afterEnd === null ? null : ended - began + afterEnd, afterEnd);
  });
}

function recovery(began: number, recoverySeconds: number | null, recoverySecondsAfterEnd: number | null): Recovery {
  const recovered = recoverySeconds === null ? null : began + recoverySeconds;
  return { recovered, recoverySeconds, recoverySecondsAfterEnd };
}

type Messages = Pick<FaultReport, "lost" | "lostBefore" | "repeated" | "outOfOrder">;

function messagesOf({ records, lost, oddities, due, startMicros }: FaultEvidence, all: readonly Stretch[]): Messages[] {
  const counts = records.map((): Messages => ({ lost: 0, lostBefore: 0, repeated: 0, outOfOrder: 0 }));
  const countLost = (owner: Owner | null, messages: number) => {
    if (owner) counts[owner.fault]![owner.phase === "during" ? "lost" : "lostBefore"] += messages;
  };
  for (const { producer, partition, lost: bounds } of lost)
    for (let i = 0; i < bounds.length; i += 2)
      cut(all, [bounds[i]!, bounds[i + 1]!], (sequence) => due(producer, partition, sequence), countLost);
  for (const { dueMicros, repeated, outOfOrder } of oddities) {
    const { owner } = stretchAt(all, (dueMicros - startMicros) / 1e6);
    if (!owner) continue;
    counts[owner.fault]!.repeated += repeated;
    counts[owner.fault]!.outOfOrder += outOfOrder;
  }
  return counts;
}

type Sending = Pick<FaultReport, "latencyP99" | "retries" | "failed" | "errors">;

/** What the producers met with in the seconds that a fault touches. */
function sendingWithin(seconds: readonly TimedSample[], felt: Felt | null): Sending {
  const touched = seconds.filter(({ t }) => felt && t > felt.from && t - 1 < felt.to);
  const latencies = touched.map(({ latency }) => latency).filter((latency) => latency !== "");
  return {
    latencyP99: latencies.length === 0 ? null : merged(latencies).percentile(99),
    retries: touched.reduce((sum, { retries }) => sum + retries, 0),
    failed: touched.reduce((sum, { failedMessages }) => sum + failedMessages, 0),
    errors: addCounts(touched.map(({ errors }) => errors)),
  };
}
