import { localVersionWith } from "../../../components/kafka/version.ts";
import type { Json } from "../yaml/edit.ts";
import type { FileName } from "./fields.ts";
import type { MachinesKind } from "./machines.ts";

/** How long data is kept unless told otherwise: what Kafka itself does (log.retention.hours). */
const usualRetention = "7 days";

/** A topic to be filled in, read once: its rate and size are left open. */
export const blankTopic = (name: string): Json => ({
  name,
  retention: usualRetention,
  replication: 3,
  consumers: [{ group: "readers" }],
});

const catalogued = (target: string, catalogue: string): string =>
  `target: ${target}\ncatalogue: ${catalogue}\nzones: 3\n`;

const machines = (target: string): string => `target: ${target}
brokers:
  disks:
    - count: 1
`;

const inventories: Record<Exclude<MachinesKind, "own">, string> = {
  hosts: machines("hosts"),
  local: machines("local"),
  ec2: catalogued("aws", "ec2"),
  msk: catalogued("aws", "msk"),
  kubernetes: catalogued("kubernetes", "kubernetes"),
  openstack: catalogued("openstack", "openstack"),
};

/** An inventory of a kind to be filled in. */
export const blankInventory = (kind: MachinesKind): string =>
  `# What there is to run it on.\n${inventories[kind === "own" ? "ec2" : kind]}`;

/** The files of a system of which nothing is known yet. */
export const blankFiles = (): Record<FileName, string> => ({
  workload: `# What must flow.
name: my-system
kafka: ${localVersionWith("kraft")}
metadata: kraft
topics:
  - name: events
    retention: ${usualRetention}
    replication: 3
    consumers: [{ group: readers }]
objectives: { lose: { brokers: 1 }, loss: 0 }
`,
  inventory: blankInventory("ec2"),
});
