import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";

/** Hosts of a test: network namespaces on a bridge of its own, with private addresses. */
export interface Hosts {
  /** The address of this host, the one that all others reach. */
  readonly here: string;
  readonly others: readonly Host[];
  /** Removes everything that was made. */
  remove(): void;
}

export interface Host {
  readonly address: string;
  /** Starts a program there. */
  spawn(command: string, words: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess;
  /** Cuts its network off without a word to anybody. */
  cut(): void;
}

/** Why this machine cannot make namespaces; null if it can. */
export function whyNoNamespaces(): string | null {
  if (process.getuid?.() !== 0) return "network namespaces need root";
  try {
    ip("netns", "list");
    return null;
  } catch {
    return "the command `ip` is missing or may not make network namespaces";
  }
}

/** Makes `count` hosts. What it made is removed again if one cannot be made. */
export function makeHosts(count: number): Hosts {
  // Names of interfaces have at most 15 characters.
  const id = randomBytes(3).toString("hex");
  const [second, third] = [randomBytes(1)[0]!, randomBytes(1)[0]!];
  const address = (host: number) => `10.${second}.${third}.${host + 1}`;
  const bridge = `plm${id}`;
  const undo: (() => void)[] = [];
  const remove = () => {
    for (const step of undo.splice(0).reverse()) step();
  };
  try {
    ip("link", "add", bridge, "type", "bridge");
    undo.push(() => ip("link", "del", bridge));
    ip("addr", "add", `${address(0)}/24`, "dev", bridge);
    ip("link", "set", bridge, "up");
    const others = Array.from({ length: count }, (_, i): Host => {
      const namespace = `${bridge}-${i + 1}`;
      const [outer, inner] = [`${bridge}o${i + 1}`, `${bridge}i${i + 1}`];
      ip("netns", "add", namespace);
      undo.push(() => ip("netns", "del", namespace));
      ip("link", "add", outer, "type", "veth", "peer", "name", inner, "netns", namespace);
      // A namespace goes with its last process, some time later.
      undo.push(() => ip("link", "del", outer));
      ip("link", "set", outer, "master", bridge, "up");
      ip("-n", namespace, "addr", "add", `${address(i + 1)}/24`, "dev", inner);
      ip("-n", namespace, "link", "set", inner, "up");
      ip("-n", namespace, "link", "set", "lo", "up");
      return {
        address: address(i + 1),
        spawn: (command, words, environment) =>
          spawn("ip", ["netns", "exec", namespace, command, ...words], { env: environment, stdio: "pipe" }),
        cut: () => ip("link", "set", outer, "down"),
      };
    });
    return { here: address(0), others, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function ip(...words: string[]): void {
  execFileSync("ip", words, { stdio: "pipe" });
}
