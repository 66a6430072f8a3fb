import kafkajs, { type Admin } from "kafkajs";
import { Problem } from "../../sizing/problem.ts";
import type { HandlerContext, Observation } from "../handler.ts";
import { withAdmin } from "../kafka/admin.ts";
import { refuseIfAborted } from "../process/pause.ts";

// kafkajs is CommonJS, and Node does not see this among its named exports.
const { KafkaJSAggregateError } = kafkajs;

/**
 * Runs `use` with an admin client, whose errors it turns into problems.
 * @param what is worked on, such as `Topic a`, for the message
 * @throws Problem PLM-ADMIN-101 with what the brokers said
 */
export async function administer<T>(
  { signal }: HandlerContext,
  bootstrap: readonly string[],
  what: string,
  use: (admin: Admin) => Promise<T>,
): Promise<T> {
  try {
    return await withAdmin(bootstrap, signal, use);
  } catch (error) {
    refuseIfAborted(signal);
    if (error instanceof Error && error.name.startsWith("KafkaJS"))
      throw unavailable(what, [error.message, ...causes(error)].join(": "));
    throw error;
  }
}

function causes(error: Error): string[] {
  return error instanceof KafkaJSAggregateError ? error.errors.map((single) => String(single)) : [];
}

/**
 * What `read` finds, or what was known of it if the brokers cannot be asked: they are what must be healed first, and a
 * refresh that failed here would keep that from being seen.
 */
export async function unlessUnreachable<Inputs, Outputs>(
  { log }: HandlerContext,
  known: Observation<Inputs, Outputs>,
  read: () => Promise<Observation<Inputs, Outputs> | null>,
): Promise<Observation<Inputs, Outputs> | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== unavailableCode) throw error;
    log(`not looked at, as the cluster cannot be asked: ${error.message}`);
    return known;
  }
}

const unavailableCode = "PLM-ADMIN-101";

/** The problem that the cluster did not do what it was asked for. */
export function unavailable(what: string, message: string): Problem {
  return new Problem("environment", unavailableCode, `${what}: ${message}`, "See whether all brokers run");
}
