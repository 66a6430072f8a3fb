/** What a handler gets from the program that runs it. */
export interface HandlerContext {
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
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
 * Every call can be repeated: what a cut-off call left behind is found and finished.
 */
export interface Handler<Inputs, Outputs> {
  check(inputs: Inputs): CheckFailure[];
  diff(actual: Inputs, wanted: Inputs): Difference;
  create(context: HandlerContext, inputs: Inputs): Promise<Outputs>;
  /** What is really there, as inputs that can be compared with the wanted ones; null if nothing is. */
  read(context: HandlerContext, inputs: Inputs, outputs: Outputs): Promise<Observation<Inputs, Outputs> | null>;
  update(context: HandlerContext, inputs: Inputs, outputs: Outputs): Promise<Outputs>;
  delete(context: HandlerContext, inputs: Inputs, outputs: Outputs | null): Promise<void>;
}

export interface Observation<Inputs, Outputs> {
  readonly inputs: Inputs;
  readonly outputs: Outputs;
}
