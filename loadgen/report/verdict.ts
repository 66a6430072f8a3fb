import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { Plan } from "../../sizing/plan.ts";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import type { PlannedGrowth } from "../../sizing/planned/growth.ts";
import type { ResourceName } from "../../sizing/planned/resource.ts";
import type { Mark } from "../proof/mark.ts";
import type { Proof } from "../proof/proof.ts";
import { brokerCount, factor, messageRate, percent, seconds } from "./figures.ts";

/** The outcome of a plan, a proof or a mark: one word, and one sentence that gives the reasons. */
export type Verdict = {
  word: "pass" | "fail" | "invalid" | "planned" | "refused" | "measured" | "compared";
  sentence: string;
};

/** What a reader calls each resource. */
export const resourceTitles: Record<ResourceName, string> = {
  disk: "disk space",
  diskWrite: "disk writes",
  diskRead: "disk reads",
  networkIn: "network in",
  networkOut: "network out",
  cpu: "CPU",
  memory: "memory",
  replicas: "replicas",
  fileHandles: "file handles",
  memoryMaps: "memory maps",
};

/** What a reader calls a limit that growth passes. */
export const crossingTitle = (resource: PlannedGrowth["crossings"][number]["resource"]): string =>
  resource === "partitions" ? "partitions" : resourceTitles[resource];

/** Words the verdict of a proof with the findings that led to it; judges nothing anew. */
export function proofVerdict(proof: Proof): Verdict {
  if (proof.verdict !== "pass") {
    const outcome = proof.verdict === "fail" ? "fail" : "invalid";
    const texts = proof.findings.filter((finding) => finding.outcome === outcome).map((finding) => finding.text);
    return { word: proof.verdict, sentence: `${texts.join("; ")}.` };
  }
  const share = proof.scale.factor === 1 ? "the whole workload" : `${factor(proof.scale.factor)} of the workload`;
  const { messagesPerSecond, bytesPerSecond, peakMessagesPerSecond } = proof.produce;
  // What a shaped load came to on average is not what was to be shown.
  const shape =
    proof.profile === "steady"
      ? ""
      : ` on average under ${proof.profile}, due ${messageRate(peakMessagesPerSecond)} at its peak`;
  return {
    word: "pass",
    sentence:
      `${brokers(proof.cluster.brokers)} held ${messageRate(messagesPerSecond)}${shape} (${formatBytesPerSecond(bytesPerSecond)}, ${share}) ` +
      `for ${seconds(proof.measuredSeconds)}${proof.audit.clean ? "; nothing was lost" : ""}.`,
  };
}

/** Words the verdict of a plan: what carries it and its bottleneck, or why it was refused. */
export function planVerdict(plan: Plan): Verdict {
  if (plan.verdict === "refused") {
    const reasons = plan.refusals.map((refusal) => `${refusal.code}, ${refusal.resource}: ${refusal.remedy}`);
    return { word: "refused", sentence: `The inventory cannot carry ${plan.name}. ${reasons.join("; ")}.` };
  }
  return { word: "planned", sentence: plan.clusters.length === 1 ? ofOne(plan) : ofSeveral(plan) };
}

/** The rates that a plan carries: `485,000 msg/s (660 MB/s in)`. */
export const carriedText = ({ totals }: Plan): string =>
  `${messageRate(totals.messagesPerSecond)} (${formatBytesPerSecond(totals.ingressBytesPerSecond)} in)`;

/** What binds a cluster, how full it is, and whether after a loss: `network in at 40 % after the planned loss`. */
export const bottleneckText = ({ resource, utilisation, state }: PlannedCluster["bottleneck"]): string =>
  `${resourceTitles[resource]} at ${percent(utilisation)}${state === "degraded" ? " after the planned loss" : ""}`;

const ofOne = (plan: Plan): string =>
  `${brokers(plan.totals.brokers)} ${plan.totals.brokers === 1 ? "carries" : "carry"} ${carriedText(plan)}; the bottleneck is ${plan.clusters.map(({ bottleneck }) => bottleneckText(bottleneck)).join()}.`;

/** The cluster whose bottleneck is the fullest; of none an error. */
export const fullestOf = (clusters: readonly PlannedCluster[]): PlannedCluster =>
  clusters.reduce((most, cluster) => (cluster.bottleneck.utilisation > most.bottleneck.utilisation ? cluster : most));

/** Several clusters in a sentence: what they carry together, and which of them is the fullest. */
function ofSeveral(plan: Plan): string {
  const { name, bottleneck } = fullestOf(plan.clusters);
  const { totals } = plan;
  return `${brokers(totals.brokers)} in ${totals.clusters} clusters carry ${carriedText(plan)}. The fullest is ${name}: ${bottleneckText(bottleneck)}.`;
}

/** Words what the mark measured, beside its target. */
export function markVerdict(mark: Mark): Verdict {
  return {
    word: "measured",
    sentence:
      `One broker acknowledged ${messageRate(mark.produce.messagesPerSecond)} ` +
      `(target ${messageRate(mark.target.messagesPerSecond)}). ${markLimit(mark)}`,
  };
}

/** Which side held the mark back. */
export function markLimit(mark: Mark): string {
  return `Which side was the limit: ${mark.limit}.`;
}

/** What a mark says, and what it does not. */
export const markMeaning =
  "This is the generator's mark, taken on one broker of this machine. It is not what the planned cluster carries: " +
  "`plimsoll prove stacks/claro --scale 1` shows that on the real hosts.";

function brokers(number: number): string {
  return number === 1 ? "One broker" : brokerCount(number);
}
