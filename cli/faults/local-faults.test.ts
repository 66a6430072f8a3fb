import { describe, expect, it } from "vitest";
import type { HeldCluster } from "../../components/index.ts";
import { status } from "../testing/fakes.ts";
import { localFaults } from "./local-faults.ts";
import { parseStatement } from "./statement.ts";
import { timeline } from "./timeline.ts";

/** A cluster of one ZooKeeper node and two brokers that notes what is done to it. */
function fakeCluster() {
  const calls: string[] = [];
  const dead = new Set<string>();
  const cluster: HeldCluster = {
    status: async () => ({
      ...status,
      nodes: status.nodes.map((node) => ({ ...node, pid: dead.has(node.id) ? null : node.port })),
    }),
    operate: async (nodeId, operation) => {
      calls.push(`${operation} ${nodeId}`);
      if (operation === "kill" || operation === "stop") dead.add(nodeId);
      if (operation === "start") dead.delete(nodeId);
    },
    release: async () => {},
  };
  return { cluster, calls, dead };
}

const planned = (...texts: string[]) =>
  timeline(
    texts.map((text, i) => ({ at: 10 * i, statement: parseStatement(text, "--do"), where: "--do" })),
    100,
  );

describe("faults on a local cluster", () => {
  it("do to its nodes what was asked for, and take it back", async () => {
    const { cluster, calls } = fakeCluster();
    const statements = planned("kill broker 2 for 5s", "pause zookeeper 1 for 3s", "restart broker 1");
    const { faults } = await localFaults(statements, cluster, false);
    expect(faults.map(({ atSeconds, text, end }) => [atSeconds, text, end?.afterSeconds])).toEqual([
      [0, "kill broker 2", 5],
      [10, "pause zookeeper 1", 3],
      [20, "restart broker 1", 0],
    ]);
    for (const fault of faults) {
      await fault.begin();
      await fault.end?.run();
    }
    expect(calls).toEqual([
      "kill small/broker-2",
      "start small/broker-2",
      "pause small/zookeeper-1",
      "resume small/zookeeper-1",
      "stop small/broker-1",
      "start small/broker-1",
    ]);
  });

  it("narrow the network, and widen it where nobody has before the load is over", async () => {
    const { cluster, calls } = fakeCluster();
    const network = {
      narrow: async (bytesPerSecond: number) => void calls.push(`narrow to ${bytesPerSecond}`),
      widen: async () => void calls.push("widen"),
    };
    const statements = planned("narrow network to 20 MB/s for 5s", "narrow network to 10 MB/s");
    const { faults, putBack } = await localFaults(statements, cluster, false, async () => network);
    expect(faults.map(({ text, end }) => [text, end?.afterSeconds])).toEqual([
      ["narrow network to 20 MB/s", 5],
      ["narrow network to 10 MB/s", undefined],
    ]);
    await faults[0]!.begin();
    await faults[0]!.end!.run();
    await faults[1]!.begin();
    expect(await putBack!()).toEqual(["network widened"]);
    expect(calls).toEqual(["narrow to 20000000", "widen", "narrow to 10000000", "widen"]);
  });

  it("ask for no network where none is to be narrowed, and refuse one that is not to be", async () => {
    const { cluster } = fakeCluster();
    const none = () => Promise.reject(new Error("asked for"));
    await expect(localFaults(planned("kill broker 2"), cluster, false, none)).resolves.toBeDefined();
    await expect(localFaults(planned("narrow network to 1 MB/s"), cluster, false, none)).rejects.toThrow("asked for");
  });

  it("leave the nodes as they were: paused ones go on, then ZooKeeper starts before brokers", async () => {
    const { cluster, calls } = fakeCluster();
    const { faults, putBack } = await localFaults(
      planned("stop zookeeper 1", "kill broker 2", "pause broker 1"),
      cluster,
      false,
    );
    for (const { begin } of faults) await begin();
    calls.length = 0;
    expect(await putBack!()).toEqual(["zookeeper 1 started", "broker 2 started"]);
    expect(calls).toEqual(["resume small/broker-1", "start small/zookeeper-1", "start small/broker-2"]);
  });

  it("leave as they were all nodes that they can, whatever goes wrong with the network or another node", async () => {
    const { cluster, calls } = fakeCluster();
    const { operate } = cluster;
    const network = { narrow: async () => {}, widen: () => Promise.reject(new Error("not widened")) };
    const { faults, putBack } = await localFaults(
      planned("narrow network to 20 MB/s", "stop zookeeper 1", "kill broker 2", "pause broker 1"),
      {
        ...cluster,
        operate: async (id, operation, signal) => {
          if (id.includes("zookeeper") && operation === "start") throw new Error("does not start");
          await operate(id, operation, signal);
        },
      },
      false,
      async () => network,
    );
    for (const { begin } of faults) await begin();
    calls.length = 0;
    await expect(putBack!()).rejects.toThrow("not widened");
    expect(calls).toEqual(["resume small/broker-1", "start small/broker-2"]);
  });

  it("leave the nodes as the faults left them where that was asked for", async () => {
    const { putBack } = await localFaults(planned("kill broker 2"), fakeCluster().cluster, true);
    expect(putBack).toBeNull();
  });

  it("do not touch a node before the last thing was done with it", async () => {
    const { cluster, calls } = fakeCluster();
    const { operate } = cluster;
    const started = Promise.withResolvers<void>();
    const slow: HeldCluster = {
      ...cluster,
      operate: async (nodeId, operation, signal) => {
        if (operation === "start") await started.promise;
        await operate(nodeId, operation, signal);
      },
    };
    const { faults } = await localFaults(planned("restart broker 1", "kill broker 1"), slow, false);
    await faults[0]!.begin();
    const ending = faults[0]!.end!.run();
    const killing = faults[1]!.begin();
    started.resolve();
    await Promise.all([ending, killing]);
    expect(calls).toEqual(["stop small/broker-1", "start small/broker-1", "kill small/broker-1"]);
  });

  it("are refused for nodes that there are not, or that do not run", async () => {
    const { cluster, dead } = fakeCluster();
    const unknown = { code: "PLM-FAULT-007", remedy: "name one of zookeeper 1, broker 1, broker 2" };
    await expect(localFaults(planned("kill broker 3"), cluster, false)).rejects.toMatchObject(unknown);
    await expect(localFaults(planned("kill controller 1"), cluster, false)).rejects.toMatchObject(unknown);
    dead.add("small/broker-2");
    await expect(localFaults(planned("kill broker 2"), cluster, false)).rejects.toMatchObject({
      kind: "environment",
      code: "PLM-FAULT-008",
    });
  });
});
