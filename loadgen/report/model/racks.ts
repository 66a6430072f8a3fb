/** Where the brokers of a cluster stand, and what each of them leads. */
export interface Racks {
  readonly cluster: string;
  readonly racks: readonly { readonly name: string; readonly brokers: readonly number[] }[];
  /** Of the busiest broker. */
  readonly leadersPerBroker: number;
  readonly replicasPerBroker: number;
  readonly metadata: { readonly name: string; readonly nodes: number };
}
