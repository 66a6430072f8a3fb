import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs work in a folder of its own with a workload and an inventory, and removes it. */
export async function inSystem<T>(
  files: { workload?: string; inventory?: string },
  work: (dir: string) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "plimsoll-system-"));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(dir, `${name}.yaml`), text);
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** A small system that can be planned. */
export const workload = `name: small
kafka: 3.9.2
metadata: zookeeper
topics:
  - name: events
    rate: 10000 msg/s
    size: 1 kB
    retention: 4 h
    replication: 3
    minInsync: 2
    acks: all
    consumers: [{ group: sink, perConsumer: 50 MB/s }]
objectives: { lose: { brokers: 1 } }
assumed: [topics.0.retention]
`;

export const inventory = `target: hosts
brokers:
  count: 4
  cores: 8
  memory: 64 GiB
  network: 10 Gb/s
  disks: [{ size: 4 TB, count: 1, raid: 0 }]
`;
