import { z } from "zod";
import { diskGroupSchema } from "./disks.ts";
import { amount, block, count, text } from "./fields.ts";
import { check, inputProblem } from "./issues.ts";

const laterTargets = ["kubernetes", "openstack", "aws"];

const brokers = block({
  count: count("Hosts for brokers; left out, the plan says how many are needed", 5, 100_000).optional(),
  cores: count("Physical cores of a host", 28),
  threads: count("Hardware threads of a host", 56).optional(),
  memory: amount("bytes", "Memory of a host", "512 GiB"),
  network: amount("bytesPerSecond", "Speed of the network in each direction", "10 Gb/s"),
  disks: z.array(diskGroupSchema).min(1),
  racks: z
    .union([z.int().min(1), z.array(z.string().min(1)).min(1)], {
      error: ({ input }) => `is \`${input}\`; write a number of racks, or a list of their names`,
    })
    .optional()
    .meta({ description: "Number of racks or their names; brokers are dealt to them in turn", examples: [3] }),
});

const host = block({
  id: text("Stable name of the host", "k1"),
  address: text("Name or address to reach it", "10.0.0.11"),
  user: text("User to log in as", "kafka").optional(),
  hostKey: text("The host's public SSH key", "ssh-ed25519 AAAA...").optional(),
  rack: text("Rack that the host stands in", "r1").optional(),
  roles: z.array(z.enum(["broker", "zookeeper", "controller", "nifi"])).min(1),
});

const fields = block({
  target: z
    .enum(["local", "hosts"], {
      error: ({ input }) =>
        laterTargets.includes(String(input))
          ? `is \`${input}\`, but only fixed hosts are planned yet; write \`hosts\` or \`local\``
          : undefined,
    })
    .meta({ description: "Where the cluster runs", examples: ["hosts"] }),
  brokers,
  hosts: z.array(host).default([]).meta({ description: "The hosts by name; needed to deploy to them" }),
});

/** The schema of inventory.yaml. */
export const inventorySchema = fields.superRefine(({ brokers, hosts }, context) => {
  const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
  const ids = hosts.map((host) => host.id);
  for (const [at, id] of ids.entries()) {
    if (ids.indexOf(id) < at) refuse(["hosts", at, "id"], `\`${id}\` stands here twice; name each host once`);
  }
  const brokerHosts = hosts.filter((host) => host.roles.includes("broker"));
  const forBrokers = brokerHosts.length;
  const unracked = brokerHosts.filter((host) => host.rack === undefined);
  if (unracked.length > 0 && unracked.length < forBrokers) {
    refuse(["hosts"], `names the racks of some brokers but not of ${unracked.map((host) => host.id).join(", ")}`);
  }
  if (forBrokers > 0 && brokers.count !== undefined && brokers.count !== forBrokers) {
    refuse(
      ["brokers", "count"],
      `is ${brokers.count}, but ${forBrokers} hosts have the role broker; make them agree or leave count out`,
    );
  }
  const racks = Array.isArray(brokers.racks) ? brokers.racks.length : (brokers.racks ?? 1);
  if (Array.isArray(brokers.racks) && new Set(brokers.racks).size < racks) {
    refuse(["brokers", "racks"], "names a rack twice; name each rack once");
  }
  if (brokers.count !== undefined && racks > brokers.count) {
    refuse(["brokers", "racks"], `is ${racks} racks for ${brokers.count} brokers; write at most ${brokers.count}`);
  }
});
export type Inventory = z.output<typeof inventorySchema>;

/**
 * The inventory in `raw`, the content of an inventory file (from `where`, for messages).
 * Throws a Problem PLM-INVENTORY-001 whose details hold every mistake with its key and what to write instead.
 */
export function parseInventory(raw: unknown, where: string): Inventory {
  const checked = check(inventorySchema, raw);
  if ("mistakes" in checked) throw inputProblem("PLM-INVENTORY-001", where, checked.mistakes);
  return checked.value;
}
