import { type Access, plaintext } from "../loadgen/access.ts";
import { WARMUP_SECONDS } from "../loadgen/mark.ts";
import type { Mark } from "../loadgen/proof/mark.ts";
import { seconds } from "../loadgen/report/figures.ts";
import { timeLeft } from "../sizing/units/time-left.ts";
import type { Components, Loadgen } from "./context.ts";
import { type LocalSettings, withLocalCluster } from "./deploy.ts";
import type { LongRunTools } from "./long-run.ts";
import { sampleText } from "./run-proof.ts";

/** How the one broker of the mark is run. */
export const markSettings: LocalSettings = {
  brokerHeapBytes: 2 * 2 ** 30,
  neededBytes: 6e9,
  brokerOverrides: {
    // The log is bounded by its retention, which by default is looked at after 30 s and then every 5 minutes, and what
    // is deleted keeps its space for a minute: at the mark's rate that would be 200 GB.
    "log.initial.task.delay.ms": "500",
    "log.retention.check.interval.ms": "500",
    "log.segment.delete.delay.ms": "100",
  },
};

/** Takes the generator's mark on one broker of that version of Kafka, which runs for it alone. */
export function runMark(
  components: Components,
  loadgen: Loadgen,
  kafka: string,
  phaseSeconds: number,
  tools: LongRunTools,
): Promise<Mark> {
  const alone = components.smallPlan({ name: "plimsoll-mark", kafka, brokers: 1, metadataNodes: 1, topics: [] });
  return withLocalCluster(components, alone, tools, markSettings, ({ bootstrap }) =>
    markAgainst(loadgen, plaintext(bootstrap), phaseSeconds, tools),
  );
}

/** Takes the generator's mark on brokers that run already. */
export function markAgainst(
  loadgen: Loadgen,
  access: Access,
  phaseSeconds: number,
  { log, signal, step, status }: LongRunTools,
): Promise<Mark> {
  step("preparing the mark");
  const placeOf = markPlaces(WARMUP_SECONDS + phaseSeconds);
  return loadgen.mark({
    access,
    seconds: phaseSeconds,
    log,
    signal,
    onSample: (sample) => status(`mark, ${placeOf(sample.t)}: ${sampleText(sample)}`),
  });
}

/** The load alone, and then while it is read back. */
const phases = 2;

/** Says where a mark is from the seconds of its samples, which begin anew with each phase of so many seconds. */
export function markPlaces(phaseSeconds: number): (sampleSeconds: number) => string {
  let phase = 1;
  let last = 0;
  return (t) => {
    if (t < last) phase++;
    last = t;
    const done = (phase - 1) * phaseSeconds + t;
    const left = timeLeft(done, phases * phaseSeconds, done);
    return `${phase} of ${phases}, ${seconds(t)} of ${seconds(phaseSeconds)}, ${left}`;
  };
}
