import { z } from "zod";
import { terms } from "../catalogue/prices.ts";
import { serviceHostsSchema } from "../services/hosts.ts";
import { didYouMean } from "../suggest.ts";
import { diskGroupSchema } from "./disks.ts";
import { amount, block, count, show, text } from "./fields.ts";
import { check, inputProblem } from "./issues.ts";

const brokers = block({
  count: count("Hosts for brokers; left out, the plan says how many are needed", 5, 100_000).optional(),
  cores: count("Physical cores of a host", 28),
  threads: count("Hardware threads of a host", 56).optional(),
  memory: amount("bytes", "Memory of a host", "512 GiB"),
  network: amount("bytesPerSecond", "Speed of the network in each direction", "10 Gb/s"),
  disks: z.array(diskGroupSchema).min(1).meta({ description: "Disks of a host for data, like ones together" }),
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
  roles: z
    .array(z.enum(["broker", "zookeeper", "controller", "nifi"]))
    .min(1)
    .meta({ description: "What may run on it" }),
});

const services = serviceHostsSchema.default({}).meta({ description: "Hosts for what stands around Kafka" });

const fixedHosts = block({
  target: z.enum(["local", "hosts"]).meta({ description: "Where the cluster runs", examples: ["hosts"] }),
  brokers: brokers.meta({ description: "The hosts of brokers, all alike" }),
  hosts: z.array(host).default([]).meta({ description: "The hosts by name; needed to deploy to them" }),
  services,
}).superRefine(({ brokers, hosts }, context) => {
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
  if (brokers.count !== undefined && brokers.count > 0 && racks > brokers.count) {
    refuse(["brokers", "racks"], `is ${racks} racks for ${brokers.count} brokers; write at most ${brokers.count}`);
  }
});

const catalogued = block({
  target: z.enum(["aws", "kubernetes", "openstack"]).meta({ description: "Where the cluster runs", examples: ["aws"] }),
  catalogue: text("Catalogue to choose from: ec2, msk, kubernetes, openstack, or a file beside this one", "ec2"),
  prices: text("Price file beside this one, instead of the project's own", "prices.yaml").optional(),
  term: z.enum(terms).default("on-demand").meta({ description: "How hosts are paid" }),
  offers: z
    .array(text("Name of an offer, with * for any part", "i3en.*"))
    .default([])
    .meta({ description: "Offers to choose from; left out, all of the current generation" }),
  storage: z
    .array(z.enum(["local", "volumes", "managed"]))
    .default([])
    .meta({ description: "Kinds of storage to choose from; left out, all" }),
  zones: count("Zones that the brokers are dealt to; a zone is a rack", 3).default(3),
  services,
});

/** The schema of inventory.yaml: hosts that there are, or a catalogue to choose from. */
export const inventorySchema = z.discriminatedUnion("target", [fixedHosts, catalogued], {
  error: ({ input }) => {
    if (typeof input !== "object" || input === null || Array.isArray(input)) return undefined;
    const { target } = input as { target?: unknown };
    const near = target === undefined ? "" : didYouMean(String(target), targets);
    const written = target === undefined ? "is missing" : `is ${show(target)}`;
    return `${written}; ${near || `write one of ${targets.map((word) => `\`${word}\``).join(", ")}`}`;
  },
});
const targets = ["local", "hosts", "kubernetes", "openstack", "aws"];
export type Inventory = z.output<typeof inventorySchema>;
/** An inventory of hosts of one kind. */
export type HostInventory = z.output<typeof fixedHosts>;
/** An inventory that names a catalogue. */
export type CatalogueInventory = z.output<typeof catalogued>;

export const choosesFromCatalogue = (inventory: Inventory): inventory is CatalogueInventory => "catalogue" in inventory;

/**
 * The inventory in `raw`, the content of an inventory file (from `where`, for messages).
 * Throws a Problem PLM-INVENTORY-001 whose details hold every mistake with its key and what to write instead.
 */
export function parseInventory(raw: unknown, where: string): Inventory {
  const checked = check(inventorySchema, raw);
  if ("mistakes" in checked) throw inputProblem("PLM-INVENTORY-001", where, checked.mistakes);
  return checked.value;
}
