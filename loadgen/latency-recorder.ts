import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
  JsHistogram,
} from "hdr-histogram-js";
import type { Latency } from "./proof/latency.ts";

/** Longest latency told apart, an hour in microseconds; longer ones count as this. */
const LONGEST = 3_600_000_000;

const OPTIONS = {
  bitBucketSize: 64,
  lowestDiscernibleValue: 1,
  highestTrackableValue: LONGEST,
  numberOfSignificantValueDigits: 3,
  autoResize: false,
  useWebAssembly: false,
} as const;

/** Latencies in microseconds, kept to three digits, in a histogram that can be merged with others. */
export class LatencyRecorder {
  readonly #histogram: JsHistogram;

  constructor() {
    const histogram = build(OPTIONS);
    if (!(histogram instanceof JsHistogram)) throw new TypeError("hdr-histogram-js built another kind of histogram");
    this.#histogram = histogram;
  }

  /**
   * Records `count` messages that were settled at once, due `spacingMicros` apart: the longest latency is the
   * first message's. Costs one step per histogram bucket passed, not per message, and counts each message.
   */
  record(longestMicros: number, spacingMicros: number, count: number): void {
    const histogram = this.#histogram;
    if (count === 1 || spacingMicros <= 0) {
      histogram.recordValueWithCount(clamp(longestMicros), count);
      return;
    }
    let left = count;
    let value = longestMicros - (count - 1) * spacingMicros;
    while (left > 0) {
      const at = clamp(value);
      const bucketEnd = histogram.nextNonEquivalentValue(at);
      const here = value < 1 ? 1 : Math.min(left, Math.max(1, Math.ceil((bucketEnd - value) / spacingMicros)));
      histogram.recordValueWithCount(at, here);
      left -= here;
      value += here * spacingMicros;
    }
  }

  get count(): number {
    return this.#histogram.totalCount;
  }

  /** Milliseconds below which `percent` of the messages stayed. */
  percentile(percent: number): number {
    return this.#histogram.getValueAtPercentile(percent) / 1000;
  }

  reset(): void {
    this.#histogram.reset();
  }

  /** For another thread or a file: the HdrHistogram V2 format, compressed, base64. */
  encode(): string {
    return encodeIntoCompressedBase64(this.#histogram);
  }

  addEncoded(text: string): void {
    this.#histogram.add(decodeFromCompressedBase64(text, 64) as JsHistogram);
  }

  add(other: LatencyRecorder): void {
    this.#histogram.add(other.#histogram);
  }

  summary(): Latency {
    const histogram: Histogram = this.#histogram;
    const empty = histogram.totalCount === 0;
    return {
      count: histogram.totalCount,
      mean: empty ? 0 : histogram.mean / 1000,
      p50: this.percentile(50),
      p90: this.percentile(90),
      p99: this.percentile(99),
      p999: this.percentile(99.9),
      max: empty ? 0 : histogram.maxValue / 1000,
      hdr: this.encode(),
    };
  }
}

function clamp(micros: number): number {
  return Math.min(LONGEST, Math.max(1, Math.round(micros)));
}
