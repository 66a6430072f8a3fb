/** What the threads of a profiled client are told, in the variable PLIMSOLL_PROFILE. */
export interface ProfileTask {
  /** Where each thread writes `thread-<id>.cpuprofile`. */
  readonly directory: string;
  /** From the thread's start: its warm-up is left out. */
  readonly afterSeconds: number;
  readonly seconds: number;
}
