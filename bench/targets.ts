import { consumeId, consumeTopics } from "./cases/consume.ts";
import { keystoneId } from "./cases/plan-catalogue.ts";
import { telcoId } from "./cases/plan-telco.ts";
import { produceIds, produceSizes } from "./cases/produce.ts";
import { pulumiId } from "./cases/pulumi.ts";
import { upId } from "./cases/up.ts";
import { whatIfsId } from "./cases/what-ifs.ts";
import { javaNames } from "./peers/java.ts";
import { librdkafkaName } from "./peers/librdkafka.ts";
import type { Target } from "./target.ts";

/** Times the messages/s of the Java tool, by size of message in bytes. */
const produceTimes: Record<(typeof produceSizes)[number], number> = { 100: 3, 1361: 2 };
const own = { peer: "plimsoll" } as const;
const ratio = { kind: "ratio", ...own, against: javaNames } as const;
const librdkafka = { kind: "ratio", ...own, against: [librdkafkaName] } as const;
const limit = { kind: "limit", ...own } as const;

/** What the project aims at, each ratio against whichever setting of the Java tool does better. */
export const targets: readonly Target[] = [
  ...produceSizes.flatMap((bytes) =>
    produceIds([bytes]).map(
      (id): Target => ({ ...ratio, case: id, figure: "messagesPerSecond", bound: { atLeast: produceTimes[bytes] } }),
    ),
  ),
  ...produceIds([100]).map(
    (id): Target => ({ ...librdkafka, case: id, figure: "messagesPerSecond", bound: { atLeast: 1.5 } }),
  ),
  ...produceIds(produceSizes).map(
    (id): Target => ({ ...librdkafka, case: id, figure: "cpuSecondsPerMillion", bound: { atMost: 1 / 2 } }),
  ),
  ...produceIds(produceSizes).map(
    (id): Target => ({ ...ratio, case: id, figure: "cpuSecondsPerMillion", bound: { atMost: 1 / 3 } }),
  ),
  ...consumeTopics.map(
    ({ messageBytes }): Target => ({
      ...ratio,
      case: consumeId(messageBytes),
      figure: "messagesPerSecond",
      bound: { atLeast: 3 },
    }),
  ),
  { ...limit, case: telcoId, figure: "callMs", bound: { atMost: 1 } },
  { ...limit, case: telcoId, figure: "commandSeconds", bound: { atMost: 0.4 } },
  { ...limit, case: keystoneId, figure: "callMs", bound: { atMost: 200 } },
  { ...limit, case: whatIfsId, figure: "whatIfsSeconds", bound: { atMost: 10 } },
  ...[telcoId, keystoneId, whatIfsId].map(
    (id): Target => ({ ...limit, case: id, figure: "peakBytes", bound: { atMost: 150e6 } }),
  ),
  { ...limit, case: upId, figure: "upSeconds", bound: { atMost: 15 } },
  { ...limit, case: pulumiId, figure: "previewSeconds", bound: { atMost: 3 } },
  { ...limit, case: pulumiId, figure: "upSeconds", bound: { atMost: 25 } },
  { ...limit, case: pulumiId, figure: "downSeconds", bound: { atMost: 15 } },
];
