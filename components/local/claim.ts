import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { differences } from "../difference.ts";
import { requireFreeSpace } from "../disk.ts";
import type { Handler } from "../handler.ts";
import { pulumiUp } from "./maker.ts";
import { deleteNode } from "./node-handler.ts";
import { openStore, readState } from "./store.ts";

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
    const state = await readState(inputs.stateDir, inputs.cluster, pulumiUp(inputs.stack));
    return state === null ? null : { inputs, outputs: { directory: claimedDirectory(inputs) } };
  },
  async delete(_context, inputs) {
    const { stateDir, cluster, stack } = inputs;
    if ((await readState(stateDir, cluster, pulumiUp(stack))) === null) return;
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
