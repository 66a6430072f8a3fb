import { type Derived, derive } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
import type { ClusterLoad } from "./load.ts";

/** Cores that a broker keeps busy: messages and bytes appended, at the cost of small batches, and bytes sent. */
export const cpuCores = (load: ClusterLoad, rules: Rules): Derived =>
  derive(
    "cores",
    "((messages x cost + bytes written x cost) x small-batch factor + bytes sent x cost) / brokers, each x its unevenness",
    rules.cpuPerMillionMessages,
    {
      messagesPerSecond: load.messages.total,
      writtenBytesPerSecond: load.written.total,
      sentBytesPerSecond: load.sent.total,
      cpuSecondsPerMillionMessages: rules.cpuPerMillionMessages.value,
      cpuSecondsPerGigabyteWritten: rules.cpuPerGigabyteWritten.value,
      cpuSecondsPerGigabyteSent: rules.cpuPerGigabyteSent.value,
      smallBatchFactor: rules.cpuSmallBatchFactor.value,
      brokers: load.brokers,
      unevennessOfMessages: load.messages.unevenness,
      unevennessOfWritten: load.written.unevenness,
      unevennessOfSent: load.sent.unevenness,
    },
    (given) => {
      const messages =
        (given.messagesPerSecond / 1e6) * given.cpuSecondsPerMillionMessages * given.unevennessOfMessages;
      const written =
        (given.writtenBytesPerSecond / 1e9) * given.cpuSecondsPerGigabyteWritten * given.unevennessOfWritten;
      const sent = (given.sentBytesPerSecond / 1e9) * given.cpuSecondsPerGigabyteSent * given.unevennessOfSent;
      return ((messages + written) * given.smallBatchFactor + sent) / given.brokers;
    },
  );
