import { type Finding, lacking, ok, type Subject } from "./finding.ts";
import { onPath } from "./on-path.ts";
import type { Surroundings } from "./surroundings.ts";

/** What Chromium is called; the first that there is shows the pages of tests. */
export const chromiumNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const subjectOf = (name: string, tests: string): Subject => ({ name, neededBy: tests, part: "further" });

/** What tests of the repository run; without it they are left out, and say so. An installed package has none. */
export async function testFindings({ env, clone }: Surroundings): Promise<Finding[]> {
  if (clone === null) return [];
  const chromium = subjectOf("Chromium", "npm test: report pages; pictures of the documents");
  return Promise.all([
    found(
      subjectOf("tmux", "npm test: the wizard in a terminal"),
      ["tmux"],
      "install it (on Debian: apt install tmux)",
      env,
    ),
    env.CHROMIUM
      ? ok(chromium, `${env.CHROMIUM}, as CHROMIUM says`)
      : found(chromium, chromiumNames, "install it (on Debian: apt install chromium), or name one with CHROMIUM", env),
    found(
      subjectOf("OpenSSL", "npm test: TLS and logins"),
      ["openssl"],
      "install it (on Debian: apt install openssl)",
      env,
    ),
  ]);
}

async function found(
  subject: Subject,
  names: readonly string[],
  install: string,
  env: NodeJS.ProcessEnv,
): Promise<Finding> {
  const path = await onPath(names, env);
  return path === null ? lacking(subject, "missing", "none on the PATH", install) : ok(subject, path);
}
