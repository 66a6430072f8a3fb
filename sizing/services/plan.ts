import type { Explained } from "../derivation.ts";
import { inputProblem } from "../inputs/issues.ts";
import type { Refusal } from "../planned/refusal.ts";
import type { Rules } from "../rules/overrides.ts";
import { planConnect } from "./connect/service.ts";
import { planFlink } from "./flink/service.ts";
import { planFlume } from "./flume/service.ts";
import { planHdfs } from "./hdfs/service.ts";
import type { ServiceHosts, ServiceKind } from "./hosts.ts";
import { type Services, topicMistakes } from "./inputs.ts";
import { planMirror } from "./mirror/service.ts";
import { planNifi } from "./nifi/service.ts";
import type { PlannedService } from "./planned.ts";
import type { Outcome, Site } from "./service.ts";
import { planSpark } from "./spark/service.ts";
import type { TopicFacts } from "./traffic.ts";

export interface ServicesInput {
  readonly services: Services;
  /** The inventory's `services:` block; a kind without hosts gives its needs, and nodes only by rule. */
  readonly hosts: ServiceHosts;
  readonly topics: readonly TopicFacts[];
  readonly rules: Rules;
}

export interface ServicesPlan {
  /** In the order nifi, connect, flink, spark, flume, hdfs, mirror; without those refused or not asked for. */
  readonly services: Explained<PlannedService[]>;
  readonly refusals: Refusal[];
  readonly warnings: string[];
}

const planners: { readonly [Kind in ServiceKind]: (jobs: Services[Kind], site: Site) => Outcome } = {
  nifi: planNifi,
  connect: planConnect,
  flink: planFlink,
  spark: planSpark,
  flume: planFlume,
  hdfs: planHdfs,
  mirror: planMirror,
};

const outcomeOf = <Kind extends ServiceKind>(kind: Kind, jobs: Services[Kind], site: Site): Outcome[] =>
  jobs.length === 0 ? [] : [planners[kind](jobs, site)];

/** Hosts that no job uses are most likely a mistake in a name. */
const unusedHosts = (services: Services, hosts: ServiceHosts): string[] =>
  (Object.keys(planners) as ServiceKind[])
    .filter((kind) => hosts[kind] !== undefined && services[kind].length === 0)
    .map((kind) => `${kind}: the inventory has hosts for it, but the workload has no ${kind} job`);

/**
 * Plans what stands around Kafka. Pure. What does not fit is a refusal of its service, never an exception.
 * Throws a Problem PLM-SERVICE-001 for a job whose topic is not among `topics`; check with topicMistakes before.
 */
export function planServices({ services, hosts, topics, rules }: ServicesInput): ServicesPlan {
  const names = topics.map(({ name }) => name);
  const mistakes = topicMistakes(services, names);
  if (mistakes.length > 0) throw inputProblem("PLM-SERVICE-001", "services", mistakes);
  const site: Site = { topics: new Map(topics.map((topic) => [topic.name, topic])), hosts, rules };
  const outcomes = (Object.keys(planners) as ServiceKind[]).flatMap((kind) => outcomeOf(kind, services[kind], site));
  return {
    services: outcomes.flatMap((outcome) => outcome.services),
    refusals: outcomes.flatMap((outcome) => outcome.refusals),
    warnings: [...outcomes.flatMap((outcome) => outcome.warnings), ...unusedHosts(services, hosts)],
  };
}
