import type { LiveSecond } from "../../loadgen/engine/live-second.ts";

/** Seconds whose rates are kept for the curve. */
const CURVE_SECONDS = 40;

/** What is to be watched. */
export interface WatchedLoad {
  readonly name: string;
  readonly durationSeconds: number;
  /** The longest that the warm-up may take; what it takes is known when it is over. */
  readonly warmupSeconds: number;
}

/** How a load stands, as a screen shows it. */
export interface LoadState {
  readonly load: WatchedLoad;
  /** What is being done, before the first second of the load and after its last. */
  readonly step: string;
  /** What the generator offers at most, messages/s; null as long as that is not known. */
  readonly ceiling: number | null;
  /** When the measurement began or is to begin, in seconds since the load did; null before that is known. */
  readonly measuredFrom: number | null;
  readonly second: LiveSecond | null;
  /** Acknowledged in each of the last seconds, messages. */
  readonly rates: readonly number[];
  /** Messages sent again or given up so far, by Kafka's name of the error. */
  readonly errors: Readonly<Record<string, number>>;
}

export type LoadNews =
  | { readonly kind: "step"; readonly text: string }
  | { readonly kind: "ceiling"; readonly messagesPerSecond: number }
  | { readonly kind: "measuring"; readonly fromSeconds: number }
  | { readonly kind: "second"; readonly second: LiveSecond };

export const stateAtFirst = (load: WatchedLoad): LoadState => ({
  load,
  step: "preparing the load",
  ceiling: null,
  measuredFrom: null,
  second: null,
  rates: [],
  errors: {},
});

/** The state after a piece of news. */
export function afterNews(state: LoadState, news: LoadNews): LoadState {
  switch (news.kind) {
    case "step":
      // What was seen before it was of another load.
      return { ...stateAtFirst(state.load), ceiling: state.ceiling, step: news.text };
    case "ceiling":
      return { ...state, ceiling: news.messagesPerSecond };
    case "measuring":
      return { ...state, measuredFrom: news.fromSeconds };
    case "second": {
      const { second } = news;
      const errors = { ...state.errors };
      for (const [name, messages] of Object.entries(second.errors)) errors[name] = (errors[name] ?? 0) + messages;
      return { ...state, second, errors, rates: [...state.rates, second.acknowledgedMessages].slice(-CURVE_SECONDS) };
    }
  }
}
