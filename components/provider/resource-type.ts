import type { Handler } from "../handler.ts";
import type { Properties, unknown } from "./values.ts";

/** A type of Pulumi resource, done by the handler that `plimsoll up` uses for it. */
export interface ResourceType {
  /** With the inputs and outputs of every type in one table, their types are the handler's own affair. */
  readonly handler: Handler<Properties, object>;
  /** The id that the engine keeps. */
  idOf(inputs: Properties): string;
  /** Outputs that a preview can tell; others count as unknown. */
  expected(inputs: Properties): Properties;
}

/** Makes a resource type of a handler. The engine's values are checked by the handler before anything else is done. */
export function resourceType<Inputs extends object, Outputs extends object>(
  handler: Handler<Inputs, Outputs>,
  idOf: (inputs: Inputs) => string,
  expected: (inputs: Inputs) => { readonly [K in keyof Outputs]: Outputs[K] | typeof unknown },
): ResourceType {
  return {
    handler: handler as unknown as ResourceType["handler"],
    idOf: idOf as unknown as ResourceType["idOf"],
    expected: expected as unknown as ResourceType["expected"],
  };
}
