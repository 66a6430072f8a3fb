/** Names of the line colours of the style sheet; `due` is dashed, for what was asked for rather than measured. */
export type LineColour = "due" | "first" | "second" | "third" | "fourth" | "fifth";

/** The colours of measured lines, in the order in which they are given away. */
export const lineColours = ["first", "second", "third", "fourth", "fifth"] as const satisfies readonly LineColour[];

export interface Line {
  readonly name: string;
  readonly colour: LineColour;
  /** Drawn broad and pale, so that a line which coincides with it stays visible. */
  readonly broad?: boolean;
  /** Drawn as points by themselves: each is a thing of its own, and nothing lies between them. */
  readonly apart?: boolean;
  /** Points in ascending x; null leaves a gap. */
  readonly points: readonly (readonly [x: number, y: number | null])[];
}

/** How the values of an axis are written. */
export type AxisLabels =
  | { readonly kind: "number" }
  | { readonly kind: "percent" }
  /** `x` is 1 / (1 - percentile). */
  | { readonly kind: "tail" }
  /** `x` is the number of a run. */
  | { readonly kind: "runs" }
  /** Days after `from`, a date; as days where that is not told. */
  | { readonly kind: "days"; readonly from: string | null };

export interface Axis {
  readonly name: string;
  readonly scale: "linear" | "log";
  readonly labels: AxisLabels;
  readonly max?: number;
}

/** Something that was done at a point of the x axis; `end` where it was taken back. */
export interface Deed {
  readonly x: number;
  readonly kind: "begin" | "end";
  readonly text: string;
}

export interface Chart {
  /** Letters, digits and hyphens; unique in the report. */
  readonly id: string;
  readonly title: string;
  /** What a reader who cannot see the chart should know. */
  readonly alt: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  /** A level that should not be passed. */
  readonly limit?: { readonly y: number; readonly text: string };
  /** Part of the x axis to shade, such as the warm-up. */
  readonly shaded?: readonly [from: number, to: number];
  /** Where something happened; marked by the numbers 1, 2, 3 in this order. */
  readonly marks?: readonly number[];
  /** Where something was done, marked by its words. */
  readonly deeds?: readonly Deed[];
}
