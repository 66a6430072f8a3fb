import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { Problem } from "../../sizing/problem.ts";
import { timeLeft } from "../../sizing/units/time-left.ts";
import { refuseIfAborted } from "../process/pause.ts";

export interface MavenFetch {
  readonly pom: string;
  /** The jars are copied to this directory. */
  readonly target: string;
  /** Names of the wanted jars: only these count as progress. */
  readonly jars: ReadonlySet<string>;
  /** Absolute path of the `java` program that runs Maven. */
  readonly java: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

const tellEveryMs = 2000;

/**
 * Fetches the runtime dependencies of a pom.
 * @throws Problem PLM-MAVEN-001 if there is no Maven, PLM-MAVEN-002 with the end of its log if it fails
 */
export async function fetchJars(fetch: MavenFetch): Promise<void> {
  const { pom, target, signal } = fetch;
  const args = [
    "-B",
    "-f",
    pom,
    "dependency:copy-dependencies",
    `-DoutputDirectory=${target}`,
    "-DincludeScope=runtime",
  ];
  const maven = spawn("mvn", args, {
    // A group of its own, so that an interrupt from the terminal reaches Maven only through `signal`.
    detached: true,
    env: { ...fetch.env, JAVA_HOME: dirname(dirname(fetch.java)) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => maven.pid !== undefined && process.kill(-maven.pid, "SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  try {
    const ended = once(maven, "close");
    const lines: string[] = [];
    const progress = progressOf(fetch);
    for (const stream of [maven.stdout, maven.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        progress(line);
        lines.push(line);
      });
    const [code] = await ended;
    refuseIfAborted(signal);
    if (code !== 0) throw failed(lines);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw noMaven();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Counts the wanted jars in Maven's lines, and tells so now and then. */
function progressOf({ jars, log }: MavenFetch): (line: string) => void {
  let count = 0;
  let megabytes = 0;
  const began = Date.now();
  let told = began;
  return (line) => {
    const [, name, size, unit] = line.match(/Downloaded from .*\/([^/ ]+\.jar) \(([\d.]+) (B|kB|MB)/) ?? [];
    if (name === undefined || !jars.has(name)) return;
    count++;
    megabytes += Number(size) * (unit === "MB" ? 1 : unit === "kB" ? 1e-3 : 1e-6);
    if (Date.now() - told < tellEveryMs) return;
    told = Date.now();
    const left = timeLeft(count, jars.size, (told - began) / 1000);
    log(`fetched ${count} of ${jars.size} jars, ${Math.round(megabytes)} MB, ${left}`);
  };
}

function noMaven(): Problem {
  return new Problem(
    "environment",
    "PLM-MAVEN-001",
    "No Maven (mvn) on the PATH, which fetches Kafka's jars",
    "Install Maven 3.6 or newer (on Debian: apt install maven)",
  );
}

function failed(lines: readonly string[]): Problem {
  const telling = lines.filter((line) => !/Download(ing|ed) from|^\s*$/.test(line));
  return new Problem(
    "environment",
    "PLM-MAVEN-002",
    "Maven could not fetch Kafka's jars",
    "Check the network (a proxy goes into ~/.m2/settings.xml) and run the command again",
    telling.slice(-20),
  );
}
