import type { Comparison } from "../proof/comparison.ts";
import type { Proof } from "../proof/proof.ts";
import { count, factor, messageRate, milliseconds, seconds } from "../report/figures.ts";

/** What is compared of a run. */
export type Compared = Pick<
  Proof,
  | "name"
  | "driver"
  | "profile"
  | "scale"
  | "topics"
  | "produce"
  | "consume"
  | "limits"
  | "faults"
  | "agents"
  | "stopped"
>;

type Change = Comparison["changes"][number];

/** A latency that changed by less than this, milliseconds, is the same whatever the ratio: timers and schedulers. */
const SAME_MS = 2;
/** Retries are no change if they differ by less than this part of what was acknowledged. */
const SAME_RETRIES = 0.0001;
/** Rates of the same load differ by their rounding alone. */
const SAME_RATE = 0.001;

/**
 * Compares a run with an earlier one of the same load. What differs by more than `tolerance` (0.2: a fifth) of the
 * earlier figure is better or worse.
 */
export function compare(proof: Compared, baseline: Proof, tolerance: number): Comparison {
  const { run, startedAt } = baseline;
  const differences = differencesOf(proof, baseline);
  const changes = differences.length > 0 ? [] : changesOf(proof, baseline, tolerance);
  return { run, startedAt, tolerance, differences, changes };
}

function differencesOf(proof: Compared, baseline: Proof): string[] {
  const found: string[] = [];
  const differ = (what: string, now: string, before: string) => {
    if (now !== before) found.push(`${what}: ${now} now, ${before} in the baseline`);
  };
  differ("plan", proof.name, baseline.name);
  differ("driver", proof.driver, baseline.driver);
  differ("profile", proof.profile, baseline.profile);
  differ("scale", factor(proof.scale.factor), factor(baseline.scale.factor));
  differ("topics", topicsText(proof), topicsText(baseline));
  differ("peak", messageRate(proof.produce.peakMessagesPerSecond), messageRate(baseline.produce.peakMessagesPerSecond));
  // A run that ended early has the mean of another part of its profile.
  if (proof.stopped === null && baseline.stopped === null) found.push(...otherRates(proof, baseline));
  differ("faults", faultsText(proof), faultsText(baseline));
  differ("agents", count(proof.agents.length), count(baseline.agents.length));
  if (baseline.verdict === "invalid") found.push("the baseline is invalid: it measured its generator, not a cluster");
  return found;
}

const topicsText = ({ topics }: Compared) =>
  topics
    .map(
      ({ name, partitions, replication, acks, messageBytes }) =>
        `${name} (${partitions} partitions x ${replication}, acks ${acks}, ${count(messageBytes)} B)`,
    )
    .sort()
    .join(", ");

/** The topic whose rate is the furthest from what it was to be in the baseline, if any has another. */
function otherRates(proof: Compared, baseline: Compared): string[] {
  const before = new Map(baseline.topics.map((topic) => [topic.name, topic.targetMessagesPerSecond]));
  const [other] = proof.topics
    .map(({ name, targetMessagesPerSecond: now }) => ({ name, now, was: before.get(name) ?? now }))
    .map((topic) => ({ ...topic, apart: Math.abs(topic.now - topic.was) / Math.max(topic.now, topic.was) }))
    .filter(({ apart }) => apart > SAME_RATE)
    .toSorted((a, b) => b.apart - a.apart);
  if (other === undefined) return [];
  return [`rate of topic ${other.name}: ${rateText(other.now)} now, ${rateText(other.was)} in the baseline`];
}

const rateText = (rate: number) => (rate < 10 ? `${Number(rate.toPrecision(3))} msg/s` : messageRate(rate));

const faultsText = ({ faults }: Compared) =>
  faults.map(({ text, planned }) => `${text} at ${seconds(planned)}`).join(", ") || "none";

function changesOf(proof: Compared, baseline: Proof, tolerance: number): Change[] {
  const change = (
    figure: string,
    pick: (run: Compared) => number | undefined,
    good: "more" | "less",
    text: (value: number) => string,
    least = 0,
  ): Change[] => {
    const [before, now] = [pick(baseline), pick(proof)];
    if (before === undefined || now === undefined) return [];
    const grown = now - before;
    const far = Math.abs(grown) > Math.max(least, tolerance * Math.abs(before));
    const outcome = !far ? "same" : grown > 0 === (good === "more") ? "better" : "worse";
    return [{ figure, before, now, text: `${text(now)}, ${text(before)} in the baseline`, outcome }];
  };
  const latency = (figure: string, pick: (run: Compared) => number | undefined) =>
    change(figure, pick, "less", milliseconds, SAME_MS);
  const groups = proof.consume.map(({ group }) => group);
  const of = (group: string) => (run: Compared) => run.consume.find((part) => part.group === group);
  return [
    ...change("produce.messagesPerSecond", ({ produce }) => produce.messagesPerSecond, "more", count),
    ...latency("produce.p50", ({ produce }) => produce.latency.p50),
    ...latency("produce.p99", ({ produce }) => produce.latency.p99),
    ...latency("produce.p999", ({ produce }) => produce.latency.p999),
    ...groups.flatMap((group) => [
      ...change(`consume.${group}.messagesPerSecond`, (proof) => of(group)(proof)?.messagesPerSecond, "more", count),
      ...latency(`consume.${group}.p99`, (proof) => of(group)(proof)?.latency.p99),
    ]),
    ...change(
      "produce.retries",
      ({ produce }) => produce.retries,
      "less",
      count,
      SAME_RETRIES * proof.produce.acknowledged,
    ),
    ...change(
      "limits.generatorCores",
      ({ limits }) => limits.generatorCores,
      "less",
      (cores) => cores.toFixed(2),
      0.1,
    ),
  ];
}
