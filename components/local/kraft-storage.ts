import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Problem } from "../../sizing/problem.ts";
import { renderProperties } from "../properties.ts";

/** A node without ZooKeeper, as its directories with data know it. */
export interface StorageOwner {
  readonly node: string;
  readonly nodeId: number;
  readonly clusterId: string;
  readonly logDirs: readonly string[];
}

/** Kafka's name of the file by which a directory knows whose it is. */
const identityFile = "meta.properties";

/**
 * Gives the directories of a node what Kafka wants to find there before the first start: whose they are, and the
 * `checkpoint` that a new quorum begins with. A directory that has been given that is left as it is. Kafka adds an id
 * of its own to each directory when it first starts.
 * @param checkpoint path of the release's `bootstrap.checkpoint`
 * @throws Problem PLM-STORAGE-101 if a directory belongs to another node, or holds files and belongs to none
 */
export async function formatStorage(owner: StorageOwner, checkpoint: string): Promise<void> {
  for (const directory of owner.logDirs) {
    const identity = await readFile(join(directory, identityFile), "utf8").catch(() => null);
    if (identity === null) await format(directory, owner, checkpoint);
    else refuseOther(directory, owner, identity);
  }
}

/** All or nothing: the directory takes its name when it is complete, and never that of one that holds files. */
async function format(directory: string, owner: StorageOwner, checkpoint: string): Promise<void> {
  if ((await entriesOf(directory)).length > 0)
    throw foreign(directory, owner, `holds files, but no ${identityFile} that tells whose they are`);
  const temporary = join(dirname(directory), `${basename(directory)}.new`);
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  await copyFile(checkpoint, join(temporary, basename(checkpoint)));
  await writeFile(
    join(temporary, identityFile),
    renderProperties({ "cluster.id": owner.clusterId, "node.id": owner.nodeId, version: 1 }),
    { mode: 0o600 },
  );
  await rename(temporary, directory);
}

function refuseOther(directory: string, owner: StorageOwner, identity: string): void {
  const lines = identity.split("\n").map((line) => line.trim());
  if (lines.includes(`cluster.id=${owner.clusterId}`) && lines.includes(`node.id=${owner.nodeId}`)) return;
  const other = lines.filter((line) => /^(cluster|node)\.id=/.test(line)).join(", ");
  throw foreign(directory, owner, `belongs to ${other || "another node"}`);
}

function foreign(directory: string, { node, nodeId, clusterId }: StorageOwner, what: string): Problem {
  return new Problem(
    "environment",
    "PLM-STORAGE-101",
    `${node} (cluster.id=${clusterId}, node.id=${nodeId}) cannot use ${directory}, which ${what}`,
    "Move the directory away if its data is needed, else remove it",
  );
}

async function entriesOf(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
