/** What a handler gets from the program that runs it. */
export interface HandlerContext {
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** Whether the cluster stays when this resource goes: then what only it holds would be missed. */
  readonly clusterStays: boolean;
  /** Does work that takes a running node down and up, when no other such work is under way. */
  inTurn<T>(node: string, work: () => Promise<T>): Promise<T>;
}

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** What differs between what is and what is wanted, by names of inputs. */
export type Difference =
  | { readonly change: "none" }
  | { readonly change: "update"; readonly properties: readonly string[] }
  | { readonly change: "replace"; readonly properties: readonly string[] };

/**
 * What can be done with one kind of resource. Inputs and outputs are plain JSON: whoever calls keeps them as state.
 * Every call can be repeated: what a cut-off call left behind is found by the inputs and finished.
 */
export interface Handler<Inputs, Outputs> {
  /** What is wrong with the inputs by themselves, or as a change of `previous` ones; null for what is new. */
  check(inputs: Inputs, previous: Inputs | null): CheckFailure[];
  diff(actual: Inputs, wanted: Inputs): Difference;
  create(context: HandlerContext, inputs: Inputs): Promise<Outputs>;
  /** What is really there, as inputs that can be compared with the wanted ones; null if nothing is. */
  read(context: HandlerContext, inputs: Inputs): Promise<Observation<Inputs, Outputs> | null>;
  update(context: HandlerContext, inputs: Inputs): Promise<Outputs>;
  delete(context: HandlerContext, inputs: Inputs): Promise<void>;
}

export interface Observation<Inputs, Outputs> {
  readonly inputs: Inputs;
  /** Null where something is there that gives none, such as the files of a process that has ended. */
  readonly outputs: Outputs | null;
}
