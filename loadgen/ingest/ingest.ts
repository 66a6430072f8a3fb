import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../sizing/problem.ts";
import type { Access } from "../access.ts";
import { kafkajsClient } from "../drivers/kafkajs/client.ts";
import { checkBrokers } from "../drivers/plimsoll/cluster-client.ts";
import { findTopics, type WantedTopic } from "./find-topics.ts";
import { Intake, type IntakeLimits } from "./intake.ts";
import { KafkaOutlet } from "./kafka-outlet.ts";
import type { Outlet } from "./outlet.ts";
import { type Address, IngestServer } from "./server.ts";

const LAST_ANSWERS_MS = 1000;

export interface IngestOptions {
  readonly access: Access;
  readonly topics: readonly WantedTopic[];
  /** Where to listen; port 0 for any that is free. */
  readonly at: Address;
  readonly limits: IntakeLimits;
}

/** How an ingest ended: nothing that was accepted is open, or some requests are. */
export type IngestEnd = { readonly state: "drained" } | { readonly state: "cut off"; readonly requests: number };

/** An ingest that runs. */
export interface Ingest {
  readonly port: number;
  /** Accepts nothing more, waits until what was accepted is settled, at most so long, and lets go of everything. */
  stop(timeoutMs: number): Promise<IngestEnd>;
}

/**
 * Starts the REST ingest: batches of JSON over HTTP to the named topics.
 * @throws Problem PLM-LOAD-005 (no broker answers), PLM-INGEST-001 (no such topic), PLM-INGEST-002 (not set up),
 * PLM-INGEST-003 (the port)
 */
export async function startIngest({ access, topics, at, limits }: IngestOptions): Promise<Ingest> {
  await checkBrokers(access);
  const kafka = kafkajsClient(access);
  const admin = kafka.admin();
  try {
    await admin.connect();
    const found = await findTopics(admin, topics);
    const outlet = await KafkaOutlet.open(kafka);
    return await serve(new Intake(found, outlet, limits), outlet, at).catch(async (error) => {
      await outlet.close();
      throw error;
    });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      "environment",
      "PLM-INGEST-002",
      `the producers could not be set up at ${access.bootstrap.join(",")}: ${(error as Error).message}`,
      "look at the brokers' logs, and check what this client may do",
    );
  } finally {
    await admin.disconnect();
  }
}

async function serve(intake: Intake, outlet: Outlet, at: Address): Promise<Ingest> {
  const server = await IngestServer.listen(intake, at).catch((error: NodeJS.ErrnoException) => {
    throw new Problem(
      "environment",
      "PLM-INGEST-003",
      `cannot listen on ${at.host}:${at.port} (${error.code})`,
      "name another with --port and --host",
    );
  });
  return {
    port: server.port,
    stop: async (timeoutMs) => {
      const gone = server.closeDoor();
      const drained = await intake.drain(timeoutMs);
      const requests = intake.open;
      // Answers to what has just been settled are on their way; a client that keeps its connection is not waited for.
      await Promise.race([gone, delay(LAST_ANSWERS_MS)]);
      server.close();
      await outlet.close();
      return drained ? { state: "drained" } : { state: "cut off", requests };
    },
  };
}
