import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { differences } from "../difference.ts";
import { requireFreeSpace } from "../disk.ts";
import type { Handler } from "../handler.ts";
import { pulumiUp } from "./maker.ts";
import { deleteNode } from "./node-handler.ts";
import { openStore, stackOfCluster } from "./store.ts";

/** The name of a cluster on this machine, taken by one stack of Pulumi, so that no other tool touches its nodes. */
export interface ClaimInputs {
  readonly cluster: string;
  readonly stack: string;
  /** Absolute path of the directory of all local clusters. */
  readonly stateDir: string;
  /** Bytes that must be free before anything starts. */
  readonly neededBytes: number;
}

export interface ClaimOutputs {
  /** Absolute path; all nodes of the cluster lie below it. */
  readonly directory: string;
}

/** The directory of a cluster's nodes. */
export function claimedDirectory({ stateDir, cluster }: Pick<ClaimInputs, "stateDir" | "cluster">): string {
  return join(stateDir, cluster);
}

/** The handler of a claim. Deleting it stops and removes whatever is left of the cluster. */
export const claimHandler: Handler<ClaimInputs, ClaimOutputs> = {
  check: () => [],
  diff: (actual, wanted) => differences(actual, wanted, ["cluster", "stack", "stateDir"]),
  create: (_context, inputs) => claim(inputs),
  update: (_context, inputs) => claim(inputs),
  async read(_context, inputs) {
    return (await isOurs(inputs)) ? { inputs, outputs: { directory: claimedDirectory(inputs) } } : null;
  },
  async delete(_context, inputs) {
    // A claim that was refused is kept by the engine as unfinished; whose the cluster is keeps it.
    if (!(await isOurs(inputs))) return;
    const { stateDir, cluster, stack } = inputs;
    const store = await openStore(stateDir, cluster, pulumiUp(stack));
    try {
      // Nodes that a killed engine had begun to make are in nobody's state.
      const left = await readdir(store.directory).catch(() => []);
      await Promise.all(left.map((node) => deleteNode(join(store.directory, node))));
      await store.remove();
    } finally {
      await store.close();
    }
  },
};

async function isOurs({ stateDir, cluster, stack }: ClaimInputs): Promise<boolean> {
  return (await stackOfCluster(cluster, stateDir)) === stack;
}

async function claim(inputs: ClaimInputs): Promise<ClaimOutputs> {
  const { stateDir, cluster, stack, neededBytes } = inputs;
  await requireFreeSpace(stateDir, neededBytes, `Cluster ${cluster}`);
  const store = await openStore(stateDir, cluster, pulumiUp(stack));
  try {
    await store.save();
    return { directory: claimedDirectory(inputs) };
  } finally {
    await store.close();
  }
}
