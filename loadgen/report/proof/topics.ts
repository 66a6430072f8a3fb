import { formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Proof } from "../../proof/proof.ts";
import { count, messageRate, milliseconds } from "../figures.ts";
import { type Block, table } from "../model/block.ts";

/** What each topic of the run had, and what each group read. */
export function topicBlocks({ topics, consume }: Proof): Block[] {
  return [
    table(
      "Topics of the run",
      [
        { head: "topic", cell: ({ name }) => name },
        { head: "partitions", numeric: true, cell: ({ partitions }) => count(partitions) },
        { head: "planned", numeric: true, cell: ({ plannedPartitions }) => count(plannedPartitions) },
        { head: "replicas", numeric: true, cell: ({ replication }) => count(replication) },
        { head: "acks", cell: ({ acks, idempotent }) => (idempotent ? `${acks}, idempotent` : acks) },
        { head: "message", numeric: true, cell: ({ messageBytes }) => `${count(messageBytes)} B` },
        { head: "due", numeric: true, cell: ({ targetMessagesPerSecond }) => messageRate(targetMessagesPerSecond) },
        { head: "held", numeric: true, cell: ({ messagesPerSecond }) => messageRate(messagesPerSecond) },
        {
          head: "99 % in",
          numeric: true,
          cell: ({ latency }) => (latency.count > 0 ? milliseconds(latency.p99) : "none"),
        },
      ],
      topics,
    ),
    table(
      "Consumer groups",
      [
        { head: "group", cell: ({ group }) => group },
        { head: "messages", numeric: true, cell: ({ messages }) => count(messages) },
        { head: "rate", numeric: true, cell: ({ messagesPerSecond }) => messageRate(messagesPerSecond) },
        { head: "bytes", numeric: true, cell: ({ bytesPerSecond }) => formatBytesPerSecond(bytesPerSecond) },
      ],
      consume,
    ),
  ];
}
