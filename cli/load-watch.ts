import type { LiveSecond } from "../loadgen/engine/live-second.ts";

/** Who is told how a load goes. */
export interface LoadWatch {
  /** What the generator offers to a sink that only acknowledges, messages/s; not told where that is not measured. */
  ceiling(messagesPerSecond: number): void;
  /** The second from which the load is measured, told a little before. */
  measuring(fromSeconds: number): void;
  second(second: LiveSecond): void;
}

/** Tells each of `watches`. */
export function together(watches: readonly LoadWatch[]): LoadWatch {
  return {
    ceiling: (messagesPerSecond) => {
      for (const watch of watches) watch.ceiling(messagesPerSecond);
    },
    measuring: (fromSeconds) => {
      for (const watch of watches) watch.measuring(fromSeconds);
    },
    second: (second) => {
      for (const watch of watches) watch.second(second);
    },
  };
}

/** A watch that looks at the seconds alone. */
export const watchSeconds = (second: LoadWatch["second"]): LoadWatch => ({
  ceiling: () => {},
  measuring: () => {},
  second,
});
