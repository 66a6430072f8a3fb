import { z } from "zod";
import { block, text } from "../inputs/fields.ts";
import { check, inputProblem } from "../inputs/issues.ts";
import { didYouMean } from "../suggest.ts";
import { familySchema } from "./family.ts";
import { volumeKindSchema } from "./volume.ts";

const fields = block({
  name: text("Name of the catalogue", "ec2"),
  volumes: z.array(volumeKindSchema).default([]).meta({ description: "Kinds of network volumes on offer" }),
  families: z.array(familySchema).min(1).meta({ description: "Hosts on offer" }),
});

/** The schema of a catalogue: the hosts and volumes that a provider offers. */
export const catalogueSchema = fields.superRefine(({ volumes, families }, context) => {
  const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
  const once = (path: PropertyKey[], key: string, names: readonly string[]) => {
    for (const [at, name] of names.entries()) {
      if (names.indexOf(name) < at) refuse([...path, at, key], `\`${name}\` stands here twice; name each once`);
    }
  };
  const kinds = volumes.map((volume) => volume.name);
  once(["volumes"], "name", kinds);
  once(
    ["families"],
    "name",
    families.map((family) => family.name),
  );
  for (const [at, family] of families.entries()) {
    once(
      ["families", at, "sizes"],
      "size",
      family.sizes.map((host) => host.size),
    );
    for (const [nth, { threads, cores, memory, allocatable }] of family.sizes.entries()) {
      const path = ["families", at, "sizes", nth];
      if (cores > threads) refuse([...path, "cores"], `is ${cores}, but the host has ${threads} threads; swap them`);
      if (allocatable !== undefined && (allocatable.threads > threads || allocatable.memory > memory))
        refuse([...path, "allocatable"], "is more than the host has; write what is left of it");
    }
    if (family.storage !== "volumes") continue;
    for (const [nth, kind] of family.volumes.entries()) {
      if (kinds.includes(kind)) continue;
      const help = didYouMean(kind, kinds) || `kinds of this file are ${kinds.join(", ") || "none"}`;
      refuse(["families", at, "volumes", nth], `\`${kind}\` is no volume kind of this file; ${help}`);
    }
  }
});
export type Catalogue = z.output<typeof catalogueSchema>;

/**
 * The catalogue in `raw`, the content of a catalogue file (from `where`, for messages).
 * Throws a Problem PLM-CATALOGUE-001 whose details hold every mistake with its key and what to write instead.
 */
export function parseCatalogue(raw: unknown, where: string): Catalogue {
  const checked = check(catalogueSchema, raw);
  if ("mistakes" in checked) throw inputProblem("PLM-CATALOGUE-001", where, checked.mistakes);
  return checked.value;
}
