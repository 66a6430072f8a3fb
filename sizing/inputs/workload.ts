import { z } from "zod";
import { overridesSchema } from "../rules/overrides.ts";
import { servicesSchema, topicMistakes } from "../services/inputs.ts";
import { didYouMean } from "../suggest.ts";
import { block } from "./fields.ts";
import { growthSchema } from "./growth.ts";
import { check, inputProblem, type Mistake } from "./issues.ts";
import { objectivesSchema } from "./objectives.ts";
import { type Range, takeRanges } from "./ranges.ts";
import { routingSchema } from "./routing.ts";
import { missingKeys, topicSchema } from "./topic.ts";

const version = /^(\d+)\.(\d+)\.(\d+)$/;

const fields = block({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: "must be small letters, digits and `-`, at most 63" })
    .meta({ description: "Name of the system", examples: ["claro"] }),
  kafka: z
    .string({ error: ({ input }) => `is \`${input}\`, which is no version; write three parts, for example \`3.9.2\`` })
    .regex(version, { error: "must be a version in three parts, for example `3.9.2`" })
    .default("3.9.2")
    .meta({ description: "Version of Kafka" }),
  metadata: z.enum(["zookeeper", "kraft"]).meta({ description: "Where the cluster keeps its metadata" }),
  tls: z.boolean().default(false).meta({ description: "Clients and brokers talk over TLS" }),
  topics: z.array(topicSchema).min(1).meta({ description: "What flows, topic by topic" }),
  routing: routingSchema.optional().meta({
    description:
      "Fronting clusters, and routing from them to sinks and consumer clusters; left out, one kind of cluster does both",
  }),
  services: servicesSchema
    .prefault({})
    .meta({ description: "Jobs around Kafka, by the kind of service that runs them" }),
  objectives: objectivesSchema
    .prefault({})
    .meta({ description: "What must hold whatever happens; what is left out is not asked for" }),
  growth: growthSchema.optional().meta({ description: "How the rates grow; the plan says when each limit is passed" }),
  rules: overridesSchema
    .default({})
    .meta({ description: "Other values for rules of the planner, by their names (see rules.md)" }),
  assumed: z
    .array(z.string())
    .default([])
    .meta({ description: "Keys that the source does not give, such as topics.0.retention" }),
});

/** The schema of workload.yaml. */
export const workloadSchema = fields.superRefine((workload, context) => {
  const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
  const [major, minor] = workload.kafka.split(".").map(Number) as [number, number];
  if (workload.metadata === "zookeeper" && major >= 4) {
    refuse(
      ["metadata"],
      `Kafka ${workload.kafka} has no ZooKeeper mode, 4.0 removed it; write \`metadata: kraft\` or \`kafka: 3.9.2\``,
    );
  }
  if (workload.metadata === "kraft" && (major < 3 || (major === 3 && minor < 3))) {
    refuse(
      ["metadata"],
      `KRaft is ready for production since Kafka 3.3; write \`kafka: 3.9.2\` or \`metadata: zookeeper\``,
    );
  }
  const names = workload.topics.map((topic) => topic.name);
  for (const { key, text } of topicMistakes(workload.services, names)) refuse(["services", ...key.split(".")], text);
  for (const [at, name] of names.entries()) {
    if (names.indexOf(name) < at) refuse(["topics", at, "name"], `\`${name}\` stands here twice; name each topic once`);
  }
});

type Fields = Omit<z.output<typeof workloadSchema>, "assumed">;

/** A checked workload: canonical units, defaults filled in, `assumed` with the value that each key has in the file. */
export type Workload = Fields & {
  readonly assumed: readonly { readonly key: string; readonly value: string }[];
  /** Where values are ranges, they are at their likely ones; here is what they are at both ends. Null without ranges. */
  readonly ranged: { readonly ranges: readonly Range[]; readonly low: Workload; readonly high: Workload } | null;
};

function keysOf(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [`${prefix}${key}`, ...keysOf(child, `${prefix}${key}.`)]);
}

function valueAt(raw: unknown, key: string): unknown {
  let value = raw;
  for (const part of key.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function assumptionMistakes(raw: unknown): Mistake[] {
  const assumed = valueAt(raw, "assumed");
  if (!Array.isArray(assumed)) return [];
  return assumed.flatMap((key, at) => {
    if (typeof key !== "string" || valueAt(raw, key) !== undefined) return [];
    const remedy = didYouMean(key, keysOf(raw)) || "write the key's path, for example `topics.0.retention`";
    return [{ key: `assumed.${at}`, text: `\`${key}\` is not a key of this file; ${remedy}` }];
  });
}

/** What topics miss, told beside other mistakes: the schema looks for it only where a topic has none. */
function missingFromTopics(raw: unknown): Mistake[] {
  const topics = valueAt(raw, "topics");
  if (!Array.isArray(topics)) return [];
  return topics.flatMap((topic, at) =>
    typeof topic === "object" && topic !== null
      ? missingKeys(topic as Record<string, unknown>).map(([key, text]) => ({ key: `topics.${at}.${key}`, text }))
      : [],
  );
}

function parseAt(raw: unknown, end: string): z.output<typeof workloadSchema> | Mistake[] {
  const checked = check(workloadSchema, raw);
  if (!("mistakes" in checked)) return checked.value;
  return checked.mistakes.map(({ key, text }) => ({ key, text: end === "" ? text : `at its ${end} end ${text}` }));
}

/**
 * The workload in `raw`, the content of a workload file (from `where`, for messages). A value may be a range,
 * `low..likely..high`; the workload is the likely one and has what it is at the ends.
 * Throws a Problem PLM-WORKLOAD-001 whose details hold every mistake with its key and what to write instead.
 */
export function parseWorkload(raw: unknown, where: string): Workload {
  const { at, ranges, mistakes: ofRanges } = takeRanges(raw);
  const likely = parseAt(at.likely, "");
  const found = Array.isArray(likely) ? likely : [];
  const missing = missingFromTopics(raw).filter(({ key }) => found.every((mistake) => mistake.key !== key));
  const mistakes = [...ofRanges, ...found, ...missing, ...assumptionMistakes(raw)];
  if (Array.isArray(likely) || mistakes.length > 0) throw inputProblem("PLM-WORKLOAD-001", where, mistakes);
  const assumed = likely.assumed.map((key) => {
    const value = valueAt(raw, key);
    return { key, value: typeof value === "object" ? JSON.stringify(value) : String(value) };
  });
  if (ranges.length === 0) return { ...likely, assumed, ranged: null };
  const [low, high] = [parseAt(at.low, "low"), parseAt(at.high, "high")];
  if (Array.isArray(low) || Array.isArray(high))
    throw inputProblem(
      "PLM-WORKLOAD-001",
      where,
      [low, high].flatMap((end) => (Array.isArray(end) ? end : [])),
    );
  const end = (fields: Fields): Workload => ({ ...fields, assumed, ranged: null });
  return { ...likely, assumed, ranged: { ranges, low: end(low), high: end(high) } };
}
