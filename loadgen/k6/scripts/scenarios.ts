import type { Options, Scenario } from "k6/options";
import type { Load, TopicLoad } from "./shape.ts";

/** So long an iteration waits for its answer (k6's own default for HTTP). What comes later is not acknowledged. */
export const ANSWER_SECONDS = 60;
/** So long after its schedule k6 waits for iterations under way. It cuts off those that take longer, which count nowhere. */
const GRACEFUL_STOP_SECONDS = ANSWER_SECONDS + 10;
/**
 * Iterations of an instance that may be missing without being dropped: one because they are dealt out to instances one
 * by one, one because the last may be due when the schedule ends.
 */
const EDGE_ITERATIONS = 2;
/**
 * Those that are due so shortly before the end of the schedule may be missing too: k6 starts none after it, and starts
 * them late where it is busy. On 2 busy cores it was seen to be 50 ms late.
 */
const LATE_SECONDS = 0.1;
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
    thresholds[`plimsoll_messages${tag}`] = [`count>=${leastMessages(topic, load.loss, instances)}`];
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

/**
 * Messages that an instance must see acknowledged: its share of those that are due, less the loss that is allowed, less
 * what k6 may leave out in silence at the end of the schedule. So what was sent and is in neither counter fails a run,
 * unless it is less than that.
 */
function leastMessages({ messages, batch, arrivals }: TopicLoad, loss: number, instances: number): number {
  const lateIterations = Math.ceil((ratesOf(arrivals).at(-1)! / instances) * LATE_SECONDS);
  const due = Math.floor((messages / instances) * (1 - loss));
  return Math.max(0, due - (EDGE_ITERATIONS + lateIterations) * batch);
}

function scenario({ topic, arrivals }: TopicLoad, instances: number): Scenario {
  const users = Math.ceil(Math.max(...ratesOf(arrivals)) * EXPECTED_SECONDS) + instances;
  const common = {
    exec: "produce",
    tags: { topic },
    preAllocatedVUs: users,
    maxVUs: users * MOST_USERS,
    gracefulStop: `${GRACEFUL_STOP_SECONDS}s`,
  };
  if (arrivals.executor === "constant-arrival-rate") return { ...arrivals, ...common };
  return { ...arrivals, ...common, stages: [...arrivals.stages] };
}

/** Iterations a second of all instances, from the first to the last rate of the schedule. */
function ratesOf(arrivals: TopicLoad["arrivals"]): number[] {
  const rates =
    arrivals.executor === "constant-arrival-rate"
      ? [arrivals.rate]
      : [arrivals.startRate, ...arrivals.stages.map(({ target }) => target)];
  return rates.map((rate) => rate / Number.parseInt(arrivals.timeUnit, 10));
}
