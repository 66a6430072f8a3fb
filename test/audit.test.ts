import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plaintext } from "../loadgen/access.ts";
import { parseAddress } from "../loadgen/drivers/plimsoll/cluster-client.ts";
import { runLoad } from "../loadgen/engine/engine.ts";
import { defaultPipeline, type TopicLoad } from "../loadgen/engine/job.ts";
import { atTail } from "../loadgen/groups.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { steady } from "../loadgen/load/profile.ts";
import { plainMessages } from "../loadgen/records/messages.ts";
import { audited } from "../loadgen/results.ts";
import { type Tampering, tamperings } from "../loadgen/testing/tampering/tampering.ts";
import { TamperingProxy } from "../loadgen/testing/tampering/tampering-proxy.ts";
import { testCluster } from "./local.ts";

/** What a proxy does to messages on their way to a real broker, the audit must find: all of it, and nothing else. */
const cluster = testCluster("audit", 1, 1);
const MESSAGES = 60_000;
const SECONDS = 3;
let admin: KafkaAdmin;
let turn = 0;

beforeAll(async () => {
  admin = await KafkaAdmin.connect(plaintext(cluster.bootstrap));
});
afterAll(() => admin.close());

/** Loads the broker through a proxy that does each of `harms` to about one of 25 requests. */
async function tampered(harms: readonly Tampering[], change: Partial<TopicLoad>) {
  const topic = `audit-${turn++}`;
  let requests = 0;
  const proxy = await TamperingProxy.open(parseAddress(cluster.bootstrap[0]!), () => {
    const turn = requests++ % 25;
    // Never the first ones: a producer begins with one batch for each partition.
    return (requests > 25 && harms[turn / 5]) || "pass";
  });
  const load: TopicLoad = {
    topic,
    partitions: 4,
    profile: steady(MESSAGES / SECONDS, SECONDS),
    dropAfterMs: null,
    messages: plainMessages(200, true),
    acks: "1",
    idempotent: false,
    groups: [atTail("one"), atTail("two")],
    ...change,
  };
  try {
    const made = { topic, partitions: load.partitions, replication: 1, config: {} };
    const result = await admin.withTopics(
      [made],
      () => {},
      () =>
        runLoad({
          driver: "plimsoll",
          access: plaintext([`127.0.0.1:${proxy.port}`]),
          topics: [load],
          pipeline: { ...defaultPipeline, lingerMs: 5 },
          threads: { produce: 1, consume: 1 },
          warmupSeconds: 0,
          seconds: SECONDS,
          settleSeconds: 10,
          drainSeconds: 20,
          seed: 7,
        }),
    );
    expect(result.drained).toBe(true);
    const found = audited(
      result,
      load.groups.map(({ group }) => ({ topic, group })),
    );
    return { harmed: proxy.harmed, found };
  } finally {
    await proxy.close();
  }
}

const nothing = { lost: 0, corrupted: 0, repeated: 0, outOfOrder: 0, unacknowledged: 0, partitions: [] };

describe("the audit", () => {
  it("finds nothing where nothing was done", async () => {
    const { harmed, found } = await tampered([], {});
    expect(harmed).toEqual({ drop: 0, double: 0, swap: 0, flip: 0 });
    expect(found).toMatchObject({ clean: true, acknowledged: MESSAGES, consumed: 2 * MESSAGES, ...nothing });
  });

  it("counts every message that was dropped, doubled, swapped and changed, for each group", async () => {
    const { harmed, found } = await tampered(tamperings, {});
    for (const tampering of tamperings) expect(harmed[tampering], tampering).toBeGreaterThan(4);
    expect(found).toMatchObject({
      clean: false,
      acknowledged: MESSAGES,
      // A message that is not what was sent is none of those that were: it is missing too.
      lost: 2 * (harmed.drop + harmed.flip),
      corrupted: 2 * harmed.flip,
      repeated: 2 * harmed.double,
      outOfOrder: 2 * harmed.swap,
      unacknowledged: 0,
    });
  });

  it("sees no repeats of an idempotent producer, whose second copies the broker does not store", async () => {
    const { harmed, found } = await tampered(["double"], { acks: "all", idempotent: true });
    expect(harmed.double).toBeGreaterThan(4);
    expect(found).toMatchObject({ clean: true, acknowledged: MESSAGES, consumed: 2 * MESSAGES, ...nothing });
  });
});
