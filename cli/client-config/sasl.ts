import { type SaslAccess, saslMechanisms } from "../../loadgen/access.ts";
import { Problem } from "../../sizing/problem.ts";
import type { Settings } from "./settings.ts";

const modules: Record<SaslAccess["mechanism"], string> = {
  PLAIN: "org.apache.kafka.common.security.plain.PlainLoginModule",
  "SCRAM-SHA-256": "org.apache.kafka.common.security.scram.ScramLoginModule",
  "SCRAM-SHA-512": "org.apache.kafka.common.security.scram.ScramLoginModule",
};

/** Name and password from `sasl.mechanism` and `sasl.jaas.config`. */
export function saslAccess(settings: Settings): SaslAccess {
  // Kafka's own default.
  const wanted = settings.take("sasl.mechanism") ?? "GSSAPI";
  const mechanism = saslMechanisms.find((name) => name === wanted);
  if (!mechanism)
    throw settings.unsupported("sasl.mechanism", wanted, `use a listener with ${saslMechanisms.join(" or ")}`);
  const jaas = settings.need("sasl.jaas.config", `\`${modules[mechanism]} required username="..." password="...";\``);
  return { mechanism, ...login(settings.file, modules[mechanism], jaas) };
}

/** Reads an entry such as `Module required username="u" password="p";`. Its text is never shown: it has the password. */
function login(file: string, module: string, jaas: string): Pick<SaslAccess, "username" | "password"> {
  const match = /^\s*([\w.$]+)\s+(?:required|requisite|sufficient|optional)\b(.*);\s*$/is.exec(jaas);
  const options = new Map(
    [...(match?.[2] ?? "").matchAll(/([\w.-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s;"']+))/gs)].map(
      ([, key, double, single, bare]) => [key!, (double ?? single ?? bare!).replace(/\\(.)/gs, "$1")],
    ),
  );
  const username = options.get("username");
  const password = options.get("password");
  if (match?.[1] === module && username !== undefined && password !== undefined) return { username, password };
  throw new Problem(
    "input",
    "PLM-CLIENT-003",
    `${file}: \`sasl.jaas.config\` is not a login by ${module} with a name and a password`,
    `write it as \`${module} required username="..." password="...";\``,
  );
}
