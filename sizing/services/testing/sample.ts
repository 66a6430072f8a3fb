import type { z } from "zod";
import { settle } from "../../derivation.ts";
import { check } from "../../inputs/issues.ts";
import type { Refusal } from "../../planned/refusal.ts";
import type { Reason } from "../../reason.ts";
import { overridesSchema, resolveRules } from "../../rules/overrides.ts";
import { serviceHostsSchema } from "../hosts.ts";
import { servicesSchema } from "../inputs.ts";
import { planServices } from "../plan.ts";
import type { PlannedService } from "../planned.ts";
import type { TopicFacts } from "../traffic.ts";

export type Raw = Record<string, unknown>;

/** A topic of 100,000 msg/s and 50 MB/s, half of that on average, in 60 partitions, with other facts laid over it. */
export const topic = (facts: Partial<TopicFacts> = {}): TopicFacts => ({
  name: "events",
  messagesPerSecond: 100_000,
  bytesPerSecond: 50e6,
  averageBytesPerSecond: 25e6,
  partitions: 60,
  ...facts,
});

/** Hosts of 16 cores, 64 GiB and 10 Gb/s, with other fields laid over them. */
export const hosts = (fields: Raw = {}): Raw => ({ cores: 16, memory: "64 GiB", network: "10 Gb/s", ...fields });

/** What is wrong with a `services:` block, as `key: text`. */
export function mistakesIn(schema: typeof servicesSchema | typeof serviceHostsSchema, raw: Raw): string[] {
  const checked = check(schema, raw);
  return "mistakes" in checked ? checked.mistakes.map(({ key, text }) => `${key}: ${text}`) : [];
}

function parsed<Schema extends z.ZodType>(schema: Schema, raw: Raw): z.output<Schema> {
  const checked = check(schema, raw);
  if ("mistakes" in checked) throw new Error(JSON.stringify(checked.mistakes));
  return checked.value;
}

/** The plan of a `services:` block with its numbers as plain values, as a user would read it. */
export function planOf(
  services: Raw,
  serviceHosts: Raw = {},
  topics: readonly TopicFacts[] = [topic()],
  rules: Raw = {},
): { services: PlannedService[]; explanation: Record<string, Reason>; refusals: Refusal[]; warnings: string[] } {
  const plan = planServices({
    services: parsed(servicesSchema, services),
    hosts: parsed(serviceHostsSchema, serviceHosts),
    topics,
    rules: resolveRules(overridesSchema.parse(rules)),
  });
  const { value, explanation } = settle<{ services: PlannedService[] }>({ services: plan.services });
  return { ...value, explanation, refusals: plan.refusals, warnings: plan.warnings };
}

type OfKind<Kind extends PlannedService["kind"]> = Extract<PlannedService, { kind: Kind }>;

/** The only service of the plan, of the kind named. */
export function serviceOf<Kind extends PlannedService["kind"]>(
  kind: Kind,
  ...input: Parameters<typeof planOf>
): OfKind<Kind> {
  const { services, refusals } = planOf(...input);
  const [service] = services;
  if (service?.kind !== kind) throw new Error(`no ${kind} service was planned: ${JSON.stringify(refusals)}`);
  return service as OfKind<Kind>;
}
