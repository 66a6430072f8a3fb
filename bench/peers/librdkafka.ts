import { fileURLToPath } from "node:url";
import type { BuiltClient } from "../../scripts/librdkafka/client.ts";
import { payload } from "./payload.ts";
import type { ProducePeer } from "./peer.ts";

export const librdkafkaName = "librdkafka";

/** librdkafka through Confluent's JavaScript client, with batches as large as ours and no delivery reports. */
export function librdkafkaProducer({ node, requireFrom, version }: BuiltClient): ProducePeer {
  const settings = {
    "linger.ms": 25,
    "batch.size": 1_000_000,
    "batch.num.messages": 100_000,
    "message.max.bytes": 1_048_576,
    "queue.buffering.max.messages": 1_000_000,
    "queue.buffering.max.kbytes": 131_072,
    "compression.codec": "none",
    dr_cb: false,
  };
  const program = fileURLToPath(new URL("../programs/librdkafka-producer.mjs", import.meta.url));
  return {
    name: librdkafkaName,
    version,
    use: "@confluentinc/kafka-javascript's producer.produce, a call a message, into batches as large as ours; idempotent with acks=all; nothing is told back to JavaScript, which is its cheapest way",
    settings,
    end: "killed",
    command: ({ bootstrap, topic, messageBytes, acks }) => {
      const task = {
        requireFrom,
        bootstrap,
        topic,
        payload: Buffer.from(payload(messageBytes, 1)).toString("base64"),
        settings: { ...settings, acks: acks === "all" ? -1 : 1, "enable.idempotence": acks === "all" },
      };
      return { executable: node, args: [program, JSON.stringify(task)] };
    },
  };
}
