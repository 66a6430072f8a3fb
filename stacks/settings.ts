import { z } from "zod";
import { Problem } from "../sizing/index.ts";
import { nearest } from "../sizing/suggest.ts";

/** Of this project's own configuration keys. */
const namespace = "plimsoll:";

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "must be written as a map, one setting a line" });
    return z.NEVER;
  }
});

const userSchema = z.strictObject({
  produce: z.array(z.string()).default([]),
  consume: z.array(z.string()).default([]),
});

/** Settings of a broker that follow from where it runs and who may reach it. Set by hand they would part from that. */
const owned =
  /^(listeners|advertised\.listeners|listener\..*|inter\.broker\..*|security\..*|sasl\..*|ssl\..*|authorizer\..*|super\.users|broker\.id|node\.id|log\.dirs?|metadata\.log\.dir|zookeeper\..*|process\.roles|controller\.(quorum|listener).*)$/;

/** What `stacks/Pulumi.<environment>.yaml` says; the engine hands all of it over as text. */
const settingsSchema = z.object({
  /** Folder of the system, from the root of the repository. */
  system: z.string({ error: "is missing; name the folder of a system, such as stacks/claro" }).min(1),
  target: z.literal("local", { error: "must be local: the other targets cannot be deployed yet" }),
  /** Where the metadata is kept, instead of what the workload says. */
  metadata: z.enum(["zookeeper", "kraft"]).optional(),
  /** Whether nothing that holds data may be deleted or replaced. */
  protect: z.stringbool({ error: "must be true or false" }).default(true),
  /** First of the hundred ports of a local cluster. */
  basePort: z.coerce
    .number({ error: "must be a whole number" })
    .pipe(z.int({ error: "must be a whole number" }).min(1024).max(65_436))
    .optional(),
  /** Settings of every broker, which replace or complete those of the plan. */
  brokerSettings: json
    .pipe(
      z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String), {
        error: "must be a map from the names of settings to their values",
      }),
    )
    .superRefine((settings, context) => {
      for (const key of Object.keys(settings).filter((name) => owned.test(name)))
        context.addIssue({ code: "custom", path: [key], message: "follows from the plan and cannot be set here" });
    })
    .default({}),
  /** Who may log in, and to which topics each may write and read. */
  users: json.pipe(z.record(z.string(), userSchema, { error: "must be a map from names to rights" })).default({}),
  /** Secret: the password of each user. */
  passwords: json.pipe(z.record(z.string(), z.string())).default({}),
});
export type Settings = z.infer<typeof settingsSchema>;

/**
 * Reads the configuration of a stack.
 * @param config every key with its namespace, as the engine has it; keys of other namespaces are left alone
 * @param secretKeys those of them that were set with `--secret`
 * @throws Problem PLM-STACK-101 that names the key and what it may be
 */
export function parseSettings(config: Readonly<Record<string, string>>, secretKeys: readonly string[] = []): Settings {
  const own = Object.entries(config).filter(([key]) => key.startsWith(namespace));
  const given = Object.fromEntries(own.map(([key, value]) => [key.slice(namespace.length), value]));
  const parsed = settingsSchema.safeParse(given);
  const faults = [
    ...Object.keys(given)
      .filter((key) => !(key in settingsSchema.shape))
      .map(unknownKey),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${namespace}${path.join(".")} ${message}`),
    ...own
      .filter(([key]) => secretKeys.includes(key) && key !== `${namespace}passwords`)
      .map(([key]) => publicSecret(key)),
    ...(parsed.success ? withoutPassword(parsed.data) : []),
  ];
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new Problem(
    "input",
    "PLM-STACK-101",
    faults[0]!,
    "Correct stacks/Pulumi.<stack>.yaml, or use `pulumi config set`",
    faults.slice(1),
  );
}

/** All but passwords end in files, and so in the state, as they are. */
function publicSecret(key: string): string {
  return `${key} is set as a secret, but would be kept in clear; only ${namespace}passwords is kept secret`;
}

function withoutPassword({ users, passwords }: Settings): string[] {
  return Object.keys(users)
    .filter((user) => !Object.hasOwn(passwords, user))
    .map(
      (user) =>
        `${namespace}users.${user} has no password; set it with \`pulumi config set --secret --path ${namespace}passwords.${user}\``,
    );
}

function unknownKey(key: string): string {
  const [near] = nearest(key, Object.keys(settingsSchema.shape));
  return `${namespace}${key} is no setting${near === undefined ? "" : `; did you mean ${namespace}${near}?`}`;
}
