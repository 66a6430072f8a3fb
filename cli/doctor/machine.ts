import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { freeBytes } from "../../components/disk.ts";
import { pickPorts } from "../../components/local/ports.ts";
import { Problem } from "../../sizing/problem.ts";
import { formatBytes } from "../../sizing/units/format.ts";
import { type Finding, lacking, ok, type Subject } from "./finding.ts";
import { onPath } from "./on-path.ts";
import type { Surroundings } from "./surroundings.ts";

const clusters = "up, prove, start, mark, calibrate";
const memory: Subject = { name: "Memory", neededBy: clusters, part: "main" };
const files: Subject = { name: "Open files", neededBy: clusters, part: "main" };
const ports: Subject = { name: "Ports", neededBy: clusters, part: "main" };
const system: Subject = { name: "System", neededBy: clusters, part: "main" };
const narrowing: Subject = { name: "Narrowing", neededBy: "prove --do 'narrow network ...'", part: "further" };
const clock: Subject = { name: "Clock", neededBy: "prove --agents, and TLS certificates", part: "further" };

/** One broker, one metadata node and the load beside them. */
const leastMemory = 1.5e9;
/** The telco of `plimsoll start`: three ZooKeeper nodes, five brokers and the load. */
const goodMemory = 4e9;
/** Segments, their indexes and connections of a broker with some hundred partitions. */
const goodFiles = 4096;
/** Three metadata nodes with three ports each, and ten brokers. */
const wantedPorts = 30;

/** Processes are told apart and read as Linux has it; elsewhere nothing was tried. */
export function systemFinding({ system: found }: Surroundings): Finding {
  if (found.startsWith("linux ")) return ok(system, found);
  return lacking(system, "degraded", found, "use Linux, also in a container or a virtual machine");
}

export function memoryFinding({ machine: { memoryBytes, cores } }: Surroundings): Finding {
  const found = `${formatBytes(memoryBytes)}, ${cores} cores`;
  if (memoryBytes >= goodMemory) return ok(memory, found);
  if (memoryBytes >= leastMemory)
    return lacking(
      memory,
      "degraded",
      found,
      "plan few brokers, or use a machine with 4 GB: five brokers want as much",
    );
  return lacking(memory, "missing", found, "use a machine with 4 GB, 1.5 GB at the least");
}

/** Room for what is fetched and built, once, and for the data of a local cluster: together the 8 GB of the README. */
export async function diskFindings({ cacheDir, stateDir }: Surroundings): Promise<Finding[]> {
  return [
    await diskFinding({ name: "Disk of the cache", neededBy: "the first up", part: "main" }, cacheDir, 300e6, 3e9),
    await diskFinding({ name: "Disk of clusters", neededBy: clusters, part: "main" }, stateDir, 500e6, 5e9),
  ];
}

async function diskFinding(subject: Subject, directory: string, least: number, good: number): Promise<Finding> {
  const free = await freeBytes(directory);
  const found = `${formatBytes(free)} free for ${directory}`;
  if (free >= good) return ok(subject, found);
  const remedy = `free ${formatBytes(good - free)} there (\`plimsoll cache\` shows what was fetched), or name another directory with ${subject.name.endsWith("cache") ? "PLIMSOLL_CACHE" : "PLIMSOLL_STATE"}`;
  return lacking(subject, free >= least ? "degraded" : "missing", found, remedy);
}

/** The limit that processes which are started here get; where the kernel does not tell it, it is not judged. */
export async function filesFinding({ kernel }: Surroundings): Promise<Finding> {
  const limits = await kernel("/proc/self/limits");
  const [, soft, hard] = /^Max open files +(\S+) +(\S+)/m.exec(limits ?? "") ?? [];
  if (soft === undefined || hard === undefined) return ok(files, "not told by this system");
  const found = `${soft} at once`;
  if (soft === "unlimited" || Number(soft) >= goodFiles) return ok(files, found);
  const raise =
    hard === "unlimited" || Number(hard) >= goodFiles ? `ulimit -n ${goodFiles}` : "a higher hard limit (limits.conf)";
  return lacking(files, "degraded", found, `raise it to ${goodFiles}: ${raise}`);
}

/** A network is narrowed in a namespace of its own, which only root makes. */
export async function narrowingFinding({ env, isRoot }: Surroundings): Promise<Finding> {
  const programs = await Promise.all(["ip", "tc"].map((name) => onPath([name], env)));
  const found = `${programs.includes(null) ? "no ip or tc" : "ip and tc"} on the PATH, ${isRoot ? "root" : "not root"}`;
  if (isRoot && !programs.includes(null)) return ok(narrowing, found);
  const install = programs.includes(null) ? ["install iproute2 (on Debian: apt install iproute2)"] : [];
  return lacking(narrowing, "missing", found, [...install, ...(isRoot ? [] : ["run it as root"])].join(", and "));
}

export async function portsFinding(): Promise<Finding> {
  try {
    const picked = await pickPorts(wantedPorts, "plimsoll doctor");
    return ok(ports, `${picked.length} free ones from ${Math.min(...picked)} on loopback`);
  } catch (error) {
    if (error instanceof Problem) return lacking(ports, "missing", error.message, error.remedy);
    throw error;
  }
}

/** Whether something sets the clock, as systemd knows it. Elsewhere it is not judged. */
export async function clockFinding(): Promise<Finding> {
  const words = ["show", "--property=NTPSynchronized", "--value"];
  const told = await promisify(execFile)("timedatectl", words, { timeout: 5000 }).catch(() => null);
  const answer = told?.stdout.trim();
  if (answer === "yes") return ok(clock, "set by a time server");
  if (answer !== "no") return ok(clock, "not told by this system whether a time server sets it");
  const remedy = "turn a time service on (timedatectl set-ntp true, or chrony), on every host of a load";
  return lacking(clock, "degraded", "not set by a time server", remedy);
}
