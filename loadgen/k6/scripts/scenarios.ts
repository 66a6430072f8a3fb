import type { Options, Scenario } from "k6/options";
import type { Load, TopicLoad } from "./shape.ts";

/** Part of the due messages that must have been sent; k6 begins and ends a run within an iteration of its schedule. */
const OFFERED = 0.995;
/**
 * As many virtual users are made before the run as iterations of this length ask for. That is long for an iteration, but
 * making one during the run takes time, in which due iterations are dropped.
 */
const EXPECTED_SECONDS = 1;
/** Beyond this many times as many iterations are dropped, which fails the run. */
const MOST_USERS = 5;

/** A scenario for each topic, and the plan as thresholds. Every instance judges its own share. */
export function optionsFor(load: Load, instances: number): Options {
  const scenarios: Record<string, Scenario> = {};
  const thresholds: Record<string, string[]> = { dropped_iterations: ["count==0"] };
  for (const [at, topic] of load.topics.entries()) {
    scenarios[`topic-${at}`] = scenario(topic, instances);
    const messages = topic.messages / instances;
    const tag = `{topic:${topic.topic}}`;
    thresholds[`plimsoll_messages${tag}`] = [`count>=${Math.floor(messages * OFFERED)}`];
    thresholds[`plimsoll_unacknowledged${tag}`] = [`count<=${Math.floor(messages * load.loss)}`];
    if (load.p99Ms !== null) thresholds[`plimsoll_acknowledgement_ms${tag}`] = [`p(99)<${load.p99Ms}`];
  }
  return {
    scenarios,
    thresholds,
    summaryTrendStats: ["avg", "med", "p(95)", "p(99)", "max"],
    systemTags: ["scenario"],
  };
}

function scenario({ topic, arrivals }: TopicLoad, instances: number): Scenario {
  const users = Math.ceil(peakPerSecond(arrivals) * EXPECTED_SECONDS) + instances;
  const common = { exec: "produce", tags: { topic }, preAllocatedVUs: users, maxVUs: users * MOST_USERS };
  if (arrivals.executor === "constant-arrival-rate") return { ...arrivals, ...common };
  return { ...arrivals, ...common, stages: [...arrivals.stages] };
}

function peakPerSecond(arrivals: TopicLoad["arrivals"]): number {
  const rates =
    arrivals.executor === "constant-arrival-rate"
      ? [arrivals.rate]
      : [arrivals.startRate, ...arrivals.stages.map(({ target }) => target)];
  return Math.max(...rates) / Number.parseInt(arrivals.timeUnit, 10);
}
