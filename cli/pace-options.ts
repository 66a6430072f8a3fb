/** The options of a command that tell how the rate of a load goes, and when it ends. */
export type PaceOptions = {
  readonly profile: string;
  readonly stopWhen?: string;
  readonly duration: number;
};

/** For the help of a command that takes these options. */
export const paceHelp = `
Profiles, as parts of the scaled plan's rate, in the measured time:
  steady           the plan's rate
  ramp             from 0 to the plan's rate
  step[:5]         so many equal steps up to the plan's rate
  spike[:x100]     a hundredth of the plan's rate, then the plan's rate, then a
                   hundredth: a third of the time each
  day              each topic's day from the workload, in the time of the run
  FILE             rates recorded elsewhere, CSV or JSON rows of seconds,rate;
                   their peak is the plan's rate
  ,peak=1.5 behind any of them goes above the plan, or with less than 1 stays
  below it.
Conditions to stop at, with commas between: behind>1000000, errors>100 and
dropped>0 (messages); p50>20ms and p99>2s (of a second).
`;
