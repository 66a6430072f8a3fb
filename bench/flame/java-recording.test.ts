import { expect, test } from "vitest";
import { javaStacks } from "./java-recording.ts";

const event = (javaName: string | null, ...innermostFirst: [type: string, method: string][]) => ({
  values: {
    sampledThread: { javaName },
    stackTrace: { frames: innermostFirst.map(([type, name]) => ({ method: { type: { name: type }, name } })) },
  },
});

test("stacks are counted under the kind of their thread, outermost first, without those that wait", () => {
  const events = [
    event("data-plane-kafka-request-handler-0", ["java/util/zip/CRC32C", "update"], ["kafka.log.UnifiedLog", "append"]),
    event("data-plane-kafka-request-handler-3", ["java/util/zip/CRC32C", "update"], ["kafka.log.UnifiedLog", "append"]),
    event("data-plane-kafka-network-thread-1", ["sun.nio.ch.EPoll", "wait"]),
    event(null, ["java.lang.Thread", "run"]),
    { values: { sampledThread: null, stackTrace: null } },
  ];
  expect([...javaStacks({ recording: { events } })]).toEqual([
    ["data-plane-kafka-request-handler-n;UnifiedLog.append;CRC32C.update", 2],
    ["unnamed;Thread.run", 1],
  ]);
});
