import { z } from "zod";
import { amount, block, count, text } from "../../sizing/inputs/fields.ts";
import { check, inputProblem } from "../../sizing/inputs/issues.ts";
import { resourceNames } from "../../sizing/planned/resource.ts";

/** What the source says limits it: resources of a broker, or a limit of the cluster. */
const bottleneck = z
  .array(z.enum([...resourceNames, "partitions", "brokers"]))
  .min(1)
  .optional()
  .meta({ description: "What the source names as the limit; any of these counts as found", examples: [["diskWrite"]] });

const common = {
  who: text("Whose cluster, and which", "Confluent's benchmark"),
  year: count("Year of the figures", 2020, 2100),
  source: z.array(z.url()).min(1),
  seen: z.enum(["text", "digest", "memory"]).meta({
    description:
      "Whether the figures were read in the source's text, in a digest of it, or are known without having it",
  }),
  assumed: z
    .array(text("What the source does not tell, and what was taken instead", "a network of 1 Gb/s"))
    .default([]),
  complete: z.boolean().meta({ description: "Whether the inputs are told well enough for the case to count" }),
  because: text("Why it counts, or what is missing", "traffic, hardware and settings are told"),
};

const clusterCase = block({
  ...common,
  kind: z.literal("cluster"),
  real: block({
    brokers: count("Brokers that carry the workload", 60),
    clusters: count("Clusters that they form, where it is told", 1).optional(),
    bottleneck,
  }).optional(),
});

const ceilingCase = block({
  ...common,
  kind: z.literal("ceiling"),
  real: block({
    bytesPerSecond: amount("bytesPerSecond", "From the producers together, without replication", "605 MB/s"),
    reached: z.enum(["saturation", "recommended"]).meta({
      description: "Measured where nothing more went through, or recommended with headroom and a loss to survive",
    }),
    bottleneck,
  }).optional(),
});

/** The schema of case.yaml. */
export const caseSchema = z
  .discriminatedUnion("kind", [clusterCase, ceilingCase])
  .superRefine(({ complete, real }, context) => {
    if (!complete || real !== undefined) return;
    context.addIssue({ code: "custom", path: ["real"], message: "is missing, but a complete case has what was real" });
  });

/** A published cluster: what it carried with how many brokers, or how much given hardware carried. */
export type Case = z.output<typeof caseSchema>;

/**
 * The case in `raw`, the content of a case.yaml (from `where`, for messages).
 * @throws Problem PLM-ACCURACY-001 whose details hold every mistake with its key
 */
export function parseCase(raw: unknown, where: string): Case {
  const checked = check(caseSchema, raw);
  if ("mistakes" in checked) throw inputProblem("PLM-ACCURACY-001", where, checked.mistakes);
  return checked.value;
}
