import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../../sizing/problem.ts";
import type { ProducerIdentity } from "../../records/batch-header.ts";
import { errorCode, errorName, isRetriable } from "../../wire/errors.ts";
import { api, readInitProducerId, writeInitProducerId } from "../../wire/requests.ts";
import type { ClusterClient } from "./cluster-client.ts";

const AGAIN_MS = 100;

/** A new identity for an idempotent producer, from any broker; a cluster that is still starting is asked again. */
export async function newIdentity(cluster: ClusterClient, timeoutMs: number): Promise<ProducerIdentity> {
  for (const until = Date.now() + timeoutMs; ; await delay(AGAIN_MS)) {
    const answer = await cluster.anyBroker(api.initProducerId, writeInitProducerId, readInitProducerId);
    if (answer.error === errorCode.none) return { id: answer.id, epoch: answer.epoch };
    if (!isRetriable(answer.error) || Date.now() > until)
      throw new Problem(
        "environment",
        "PLM-LOAD-013",
        `the brokers give no producer id to an idempotent producer: ${errorName(answer.error)}`,
        "allow this client to write idempotently, or set `idempotent: false`",
      );
  }
}
