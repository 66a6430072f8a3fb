/** A place that data comes from, goes through or ends in. */
export interface FlowNode {
  readonly id: string;
  readonly name: string;
  readonly kind: "source" | "cluster" | "reader";
  readonly detail: string;
}

/** What goes from one place to another, in uncompressed bytes per second. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly bytesPerSecond: number;
}

/** The way of the data: who writes to which cluster, and who reads from it. */
export interface Flows {
  readonly id: string;
  readonly title: string;
  readonly alt: string;
  readonly nodes: readonly FlowNode[];
  readonly flows: readonly Flow[];
}
