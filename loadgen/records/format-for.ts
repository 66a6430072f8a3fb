import { type Dealing, type DealtFormat, dealtFormat } from "./dealt/dealt-format.ts";
import { type MessageFormat, messageFormat } from "./format.ts";
import type { MessageSpec } from "./messages.ts";

/** How a topic's messages look and are grouped: made of templates, or of records dealt by a field of theirs. */
export type Format = MessageFormat | DealtFormat;

/**
 * The format of a topic's messages, the same for those who send and those who read.
 * @throws Problem as `messageFormat` and `dealtFormat`
 */
export function formatFor(spec: MessageSpec, dealing: Dealing): Format {
  const { payload } = spec;
  if (payload.kind === "record" && payload.key !== null)
    return dealtFormat(spec, { template: payload.template, key: payload.key }, dealing);
  return messageFormat(spec, dealing.maxBatchBytes, dealing.seed, dealing.topic);
}
