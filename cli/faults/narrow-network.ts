import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";
import { Problem } from "../../sizing/problem.ts";

const INTERFACE = "lo";
/** Of the token bucket: larger than the largest packet of a loopback, and some hundredths of a second of the rate. */
const LEAST_BURST_BYTES = 256 * 1024;
const BURST_SECONDS = 0.02;

/** The network that the nodes of a local cluster share. */
export interface SharedNetwork {
  /** Lets all of it together carry so much and no more. */
  narrow(bytesPerSecond: number): Promise<void>;
  widen(): Promise<void>;
}

/**
 * The loopback of the network namespace that this process is in, by a token bucket of `tc`; that of the machine itself,
 * which others use as well, is never touched.
 * @throws Problem PLM-FAULT-011 for the machine's own network, or one that can't be told from it, and where there is no
 * `tc`
 */
export async function namespaceNetwork(): Promise<SharedNetwork> {
  if (!(await isOfNamespace()))
    throw refused(
      "this is the machine's own network, which is not narrowed",
      "bring the cluster up and prove it in a network namespace: `ip netns add lab`, `ip -n lab link set lo up`, `ip netns exec lab ...`",
    );
  await tc("-V").catch(() => {
    throw refused("the command `tc` is missing", "install the package iproute2");
  });
  return {
    narrow: async (bytesPerSecond) => {
      const burst = Math.round(Math.max(LEAST_BURST_BYTES, BURST_SECONDS * bytesPerSecond));
      const bucket = ["rate", `${Math.round(8 * bytesPerSecond)}bit`, "burst", `${burst}b`, "latency", "50ms"];
      // `add` and not `replace`: what somebody else has set up stays as it is, and the fault is not carried out.
      await tc("qdisc", "add", "dev", INTERFACE, "root", "tbf", ...bucket);
    },
    widen: () => tc("qdisc", "del", "dev", INTERFACE, "root"),
  };
}

/** Whether a process that this one descends from is in another network: then this one was made for something. */
async function isOfNamespace(): Promise<boolean> {
  const own: string | null = await readlink("/proc/self/ns/net").catch(() => null);
  if (own === null) return false;
  for (let pid: number | null = process.ppid; pid !== null && pid > 0; pid = await parentOf(pid)) {
    // That of a process of somebody else cannot be read.
    const theirs: string = await readlink(`/proc/${pid}/ns/net`).catch(() => own);
    if (theirs !== own) return true;
  }
  return false;
}

async function parentOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const parent = /^PPid:\s*(\d+)$/m.exec(status)?.[1];
  return parent === undefined ? null : Number(parent);
}

async function tc(...words: string[]): Promise<void> {
  try {
    await promisify(execFile)("tc", words);
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    throw new Error(`tc: ${stderr.trim() || String(error)}`);
  }
}

function refused(why: string, remedy: string): Problem {
  return new Problem("environment", "PLM-FAULT-011", `the network cannot be narrowed: ${why}`, remedy);
}
