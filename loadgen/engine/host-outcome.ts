import type { OwnLimits } from "../proof/own-limits.ts";
import type { HostLoad, HostMemory, LoadHost } from "./load-host.ts";
import type { Task, ThreadLoad } from "./task.ts";

/** When a host was lost, in seconds since the load began, and how that was noticed. */
export interface Loss {
  t: number;
  why: string;
}

/** What a load did with one of its hosts. */
export interface HostOutcome {
  name: string | null;
  cores: number;
  /** Threads that it was given. */
  workers: number;
  /** Its part of the producers, 0 to 1. */
  share: number;
  /** The worst of its threads that are known of; null if none is. */
  busy: ThreadLoad | null;
  cpu: HostLoad | null;
  /** Null unless something that it had counted went with it: what these tasks did is unknown. */
  lost: (Loss & { tasks: Task[] }) | null;
}

export interface HostEvidence {
  host: LoadHost;
  /** A thread without a load was lost. */
  threads: readonly { tasks: readonly Task[]; load: ThreadLoad | null }[];
  cpu: HostLoad | null;
  loss: Loss | undefined;
}

export function hostOutcome(evidence: HostEvidence, allProducers: number): HostOutcome {
  const { host, threads, cpu, loss } = evidence;
  const known = threads.flatMap(({ load }) => load ?? []);
  const tasks = threads.flatMap((thread) => (thread.load === null ? thread.tasks : []));
  return {
    name: host.name,
    cores: host.cores,
    workers: threads.length,
    share: host.threads.produce / allProducers,
    busy: known.length > 0 ? worstOf(known) : null,
    cpu,
    lost: loss && tasks.length > 0 ? { ...loss, tasks } : null,
  };
}

/** The limits of all hosts as those of one generator: the worst of each, and CPU and cores of all together. */
export function limitsOf(hosts: readonly HostOutcome[]): Omit<OwnLimits, "ceilingMessagesPerSecond" | "ownDelayP99"> {
  const busy = worstOf(hosts.flatMap((host) => host.busy ?? []));
  const cpu = hosts.flatMap((host) => host.cpu ?? []);
  const machines = cpu.flatMap(({ machineCpu }) => machineCpu ?? []);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    workers: sum(hosts.map(({ workers }) => workers)),
    ...busy,
    generatorCores: sum(cpu.map(({ processCores }) => processCores)),
    machineCpu: machines.length > 0 ? Math.max(...machines) : null,
    cores: sum(hosts.map(({ cores }) => cores)),
    memory: fullest(cpu.map(({ memory }) => memory)),
  };
}

function fullest(memories: readonly HostMemory[]): HostMemory | null {
  const [first, ...others] = memories;
  if (!first) return null;
  const use = ({ peakBytes, limitBytes }: HostMemory) => peakBytes / limitBytes;
  return others.reduce((worst, one) => (use(one) > use(worst) ? one : worst), first);
}

function worstOf(threads: readonly ThreadLoad[]): ThreadLoad {
  return {
    eventLoopUtilisation: Math.max(0, ...threads.map(({ eventLoopUtilisation }) => eventLoopUtilisation)),
    eventLoopDelayP99: Math.max(0, ...threads.map(({ eventLoopDelayP99 }) => eventLoopDelayP99)),
  };
}
