import { z } from "zod";
import { block, count, positive, text } from "../inputs/fields.ts";
import { check, inputProblem } from "../inputs/issues.ts";
import { sourced } from "./sourced.ts";

export const terms = ["on-demand", "reserved-1y", "reserved-3y"] as const;
export type Term = (typeof terms)[number];

const price = (about: string, example: number) => positive(`${about}, in the file's currency`, example);

const hosts = block({
  term: z.enum(terms).meta({ description: "How the hosts are paid" }),
  per: z.enum(["hour", "year"]).meta({ description: "Time that a price is for" }),
  prices: z
    .record(z.string(), z.record(z.string(), positive("Price of a host", 0.226)))
    .meta({ description: "Price by family and size", examples: [{ i3en: { large: 0.226 } }] }),
  ...sourced,
});

const volume = block({
  gibMonth: price("A GiB for a month", 0.08),
  throughputMonth: price("A MiB/s beyond what is included, for a month", 0.04).optional(),
  iopsMonth: z
    .array(
      block({
        above: z.union([z.literal(0), count("IOPS of the volume from which on the price holds", 32_000)]),
        price: price("One IOPS for a month", 0.005),
      }),
    )
    .refine((tiers) => tiers.every(({ above }, at) => (at === 0 ? above === 0 : above > tiers[at - 1]!.above)), {
      error: "must begin with `above: 0` and rise",
    })
    .optional()
    .meta({ description: "Price of IOPS beyond what is included, by how many the volume has" }),
  writtenGb: price("A GB (10^9 bytes) that producers write", 0.01).optional(),
});

const fields = block({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: ({ input }) => `is \`${input}\`, but three capitals are wanted, such as \`USD\`` })
    .meta({ description: "Currency of every price in the file", examples: ["USD"] }),
  region: text("Place that the prices hold for", "us-east-1").optional(),
  hosts: z.array(hosts).default([]),
  volumes: z
    .array(block({ prices: z.record(z.string(), volume), ...sourced }))
    .default([])
    .meta({ description: "Prices of volumes and of managed storage, by their names in the catalogues" }),
  traffic: block({
    betweenZones: price("A GB (10^9 bytes) from one zone to another, both sides together", 0.02),
    ...sourced,
  }).optional(),
});

/** The schema of a price file. */
export const pricesSchema = fields.superRefine(({ hosts, volumes }, context) => {
  const seen = new Set<string>();
  const once = (name: string, path: PropertyKey[]) => {
    if (seen.has(name)) context.addIssue({ code: "custom", path, message: "has a price twice; keep one" });
    seen.add(name);
  };
  for (const [at, { term, prices }] of hosts.entries()) {
    for (const [family, sizes] of Object.entries(prices)) {
      for (const size of Object.keys(sizes)) once(`${term} ${family}.${size}`, ["hosts", at, "prices", family, size]);
    }
  }
  for (const [at, { prices }] of volumes.entries()) {
    for (const name of Object.keys(prices)) once(`volume ${name}`, ["volumes", at, "prices", name]);
  }
});
export type Prices = z.output<typeof pricesSchema>;

/**
 * The prices in `raw`, the content of a price file (from `where`, for messages).
 * Throws a Problem PLM-PRICES-001 whose details hold every mistake with its key and what to write instead.
 */
export function parsePrices(raw: unknown, where: string): Prices {
  const checked = check(pricesSchema, raw);
  if ("mistakes" in checked) throw inputProblem("PLM-PRICES-001", where, checked.mistakes);
  return checked.value;
}
