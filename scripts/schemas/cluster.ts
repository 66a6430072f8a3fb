import { z } from "zod";
import type { ClusterStatus, down, LocalCluster, NodeStatus } from "../../components/index.ts";
import { ofType } from "./of-type.ts";

const node = ofType<NodeStatus>()(
  z.strictObject({
    id: z.string().describe("Name of the node, such as `claro/broker-1`"),
    kind: z.enum(["zookeeper-node", "kraft-controller", "kafka-broker"]).describe("What it is"),
    state: z
      .enum(["running", "dead", "drifted", "unfinished"])
      .describe("drifted: it runs, but a file of it was edited; unfinished: it was never brought up to the end"),
    pid: z.number().nullable().describe("Of its process; null where none runs"),
    port: z.number().describe("Where it is asked, on loopback"),
    drift: z.array(z.string()).describe("What differs from what was brought up"),
  }),
);

const status = {
  name: z.string().describe("Name of the system"),
  directory: z.string().describe("Where its files and data are"),
  nodes: z.array(node).describe("ZooKeeper nodes or controllers first, then the brokers"),
  topics: z.array(z.string()).describe("Topics that were made with it"),
  bootstrap: z.array(z.string()).describe("Addresses of the brokers"),
  metadata: z
    .strictObject({
      mode: z.enum(["zookeeper", "kraft"]).describe("What keeps the metadata"),
      connect: z.string().describe("Addresses of the nodes that keep it, separated by commas"),
    })
    .describe("Where the metadata is kept"),
};

/** What `plimsoll status --json` prints. */
export const statusSchema = ofType<ClusterStatus | null>()(z.strictObject(status).nullable());

/** What `plimsoll up --json` prints. */
export const clusterSchema = ofType<LocalCluster>()(
  z.strictObject({
    ...status,
    changes: z.array(z.string()).describe("What differs from the plan since all of it runs on this machine, and why"),
  }),
);

/** What `plimsoll down --json` prints. */
export const downSchema = z.strictObject({
  name: z.string().describe("Name of the system"),
  outcome: ofType<Awaited<ReturnType<typeof down>>>()(z.enum(["removed", "nothing"])).describe(
    "nothing: no cluster of that name ran here",
  ),
});
