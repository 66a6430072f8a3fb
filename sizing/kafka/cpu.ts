import { type Derived, derive } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
import type { ClusterLoad } from "./load.ts";

/**
 * Cores that a broker keeps busy: messages, batches and bytes appended, bytes sent, encryption of what comes in and
 * goes out with TLS, compression where the brokers do it.
 */
export const cpuCores = (load: ClusterLoad, catchUpFactor: number, tls: boolean, rules: Rules): Derived =>
  derive(
    "cores",
    "(messages x cost + batches x cost + bytes written x cost + bytes sent x cost + bytes in and out x cost of TLS + compression on brokers) / brokers, each x its unevenness",
    rules.cpuPerMillionMessages,
    {
      messagesPerSecond: load.messages.total,
      batchesPerSecond: load.batches.total,
      writtenBytesPerSecond: load.written.total,
      sentBytesPerSecond: load.sent.total + load.tail.total * (catchUpFactor - 1),
      cpuSecondsPerMillionMessages: rules.cpuPerMillionMessages.value,
      cpuSecondsPerMillionBatches: rules.cpuPerMillionBatches.value,
      cpuSecondsPerGigabyteWritten: rules.cpuPerGigabyteWritten.value,
      cpuSecondsPerGigabyteSent: rules.cpuPerGigabyteSent.value,
      cpuSecondsPerGigabyteTls: tls ? rules.cpuPerGigabyteTls.value : 0,
      recompressionCores: load.recompression.total,
      brokers: load.brokers,
      unevennessOfLeaders: load.messages.unevenness,
      unevennessOfWritten: load.written.unevenness,
      unevennessOfSent: load.sent.unevenness,
    },
    (given) => {
      const messages = (given.messagesPerSecond / 1e6) * given.cpuSecondsPerMillionMessages;
      const batches = (given.batchesPerSecond / 1e6) * given.cpuSecondsPerMillionBatches;
      const written = (given.writtenBytesPerSecond / 1e9) * given.unevennessOfWritten;
      const sent = (given.sentBytesPerSecond / 1e9) * given.unevennessOfSent;
      const cores =
        (messages + batches + given.recompressionCores) * given.unevennessOfLeaders +
        written * (given.cpuSecondsPerGigabyteWritten + given.cpuSecondsPerGigabyteTls) +
        sent * (given.cpuSecondsPerGigabyteSent + given.cpuSecondsPerGigabyteTls);
      return cores / given.brokers;
    },
  );
