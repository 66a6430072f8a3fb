import { refuseIfAborted } from "../process/pause.ts";
import { nodeKinds } from "../resource.ts";
import { deleteController } from "./kraft-controller.ts";
import { deleteNode } from "./node-handler.ts";
import { openStore, readState, stateDirectory } from "./store.ts";

export interface DownOptions {
  readonly stateDir?: string;
  readonly log?: (line: string) => void;
  readonly signal?: AbortSignal;
}

const plurals = { "kafka-broker": "brokers", "kraft-controller": "controllers", "zookeeper-node": "ZooKeeper nodes" };

/**
 * Stops every process of a local cluster, brokers before the nodes that keep their metadata, and removes its files. Works from whatever a
 * cut-off `up` left.
 * @returns "nothing" if there was no such cluster
 * @throws Problem PLM-STATE-101 to 104
 */
export async function down(name: string, options: DownOptions = {}): Promise<"removed" | "nothing"> {
  const { stateDir = stateDirectory(), log = () => {}, signal } = options;
  if ((await readState(stateDir, name)) === null) return "nothing";
  const store = await openStore(stateDir, name);
  try {
    const kept = Object.values(store.state.resources);
    for (const kind of nodeKinds) {
      if (signal) refuseIfAborted(signal);
      const nodes = kept.filter((resource) => resource.kind !== "kafka-topic").filter((node) => node.kind === kind);
      if (nodes.length > 0) log(`stopping ${nodes.length} ${plurals[kind]}`);
      const remove = kind === "kraft-controller" ? deleteController : deleteNode;
      await Promise.all(nodes.map(({ inputs }) => remove(inputs.directory)));
    }
    await store.remove();
    return "removed";
  } finally {
    await store.close();
  }
}
