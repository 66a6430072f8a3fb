import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { whyNoNamespaces } from "./namespaces.ts";

/** A host of a test, with a loopback of its own. */
export interface LoneHost {
  /** The command and words that run a program there. */
  command(program: string, words: readonly string[]): [command: string, words: string[]];
  /** Removes it; what runs there has to be ended before. */
  remove(): void;
}

/** Why this machine cannot narrow a network; null if it can. */
export function whyNoNarrowNetwork(): string | null {
  const why = whyNoNamespaces();
  if (why !== null) return why;
  try {
    execFileSync("tc", ["-V"], { stdio: "pipe" });
    return null;
  } catch {
    return "the command `tc` is missing";
  }
}

/**
 * Makes a network namespace with a loopback of its own, narrowed by a token bucket, or as broad as it comes for null;
 * that of this machine stays as it is.
 */
export function makeLoneHost(megabitsPerSecond: number | null): LoneHost {
  const namespace = `plm${randomBytes(3).toString("hex")}-lone`;
  const ip = (...words: string[]) => execFileSync("ip", words, { stdio: "pipe" });
  ip("netns", "add", namespace);
  const remove = () => void ip("netns", "del", namespace);
  try {
    ip("-n", namespace, "link", "set", "lo", "up");
    if (megabitsPerSecond !== null) {
      const bucket = ["rate", `${megabitsPerSecond}mbit`, "burst", "256kb", "latency", "50ms"];
      ip("netns", "exec", namespace, "tc", "qdisc", "add", "dev", "lo", "root", "tbf", ...bucket);
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { command: (program, words) => ["ip", ["netns", "exec", namespace, program, ...words]], remove };
}
