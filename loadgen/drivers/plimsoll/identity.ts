import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../../sizing/problem.ts";
import type { ProducerIdentity } from "../../records/batch-header.ts";
import { errorCode, errorName, isRetriable } from "../../wire/errors.ts";
import { api, readInitProducerId, writeInitProducerId } from "../../wire/requests.ts";
import { Disconnected } from "../../wire/socket.ts";
import type { ClusterClient } from "./cluster-client.ts";

const AGAIN_MS = 100;

/**
 * A new identity for an idempotent producer, from any broker; a cluster that is still starting, or none of whose brokers
 * answers for the moment, is asked again. Rejects with `Disconnected` if none answers at the end of the time, or with a
 * Problem (PLM-LOAD-013, PLM-ACCESS-001 to -007).
 */
export async function newIdentity(cluster: ClusterClient, timeoutMs: number): Promise<ProducerIdentity> {
  for (const until = performance.now() + timeoutMs; ; await delay(AGAIN_MS)) {
    const answer = await ask(cluster, until);
    if (!answer) continue;
    if (answer.error === errorCode.none) return { id: answer.id, epoch: answer.epoch };
    if (!isRetriable(answer.error) || performance.now() > until)
      throw new Problem(
        "environment",
        "PLM-LOAD-013",
        `the brokers give no producer id to an idempotent producer: ${errorName(answer.error)}`,
        "allow this client to write idempotently, or set `idempotent: false`",
      );
  }
}

/** The answer of any broker; undefined where none answers and there is time left to ask again. */
async function ask(cluster: ClusterClient, until: number): Promise<ReturnType<typeof readInitProducerId> | undefined> {
  try {
    return await cluster.anyBroker(api.initProducerId, writeInitProducerId, readInitProducerId);
  } catch (error) {
    if (!(error instanceof Disconnected) || cluster.closed || performance.now() > until) throw error;
    return undefined;
  }
}
