import { Problem } from "../../sizing/problem.ts";
import type { HostOutcome } from "../engine/host-outcome.ts";
import type { TopicLoad } from "../engine/job.ts";
import type { LoadResult } from "../engine/load-result.ts";
import type { Task } from "../engine/task.ts";
import type { AgentReport } from "../proof/agent-report.ts";
import { AgentHost } from "./agent-host.ts";
import { type ClockReading, checkClock } from "./clock-offset.ts";
import type { AgentAddress } from "./secure.ts";
import type { TokenKey } from "./token.ts";

/** The agents of a run. */
export class Crew {
  readonly hosts: readonly AgentHost[];
  readonly #ceilings = new Map<AgentHost, number>();

  private constructor(hosts: readonly AgentHost[]) {
    this.hosts = hosts;
  }

  /**
   * Meets all agents, or none.
   * @throws Problem PLM-AGENT-004 to -009
   */
  static async meet(addresses: readonly AgentAddress[], key: TokenKey, signal?: AbortSignal): Promise<Crew> {
    const met = await Promise.allSettled(addresses.map((address) => AgentHost.meet(address, key, signal)));
    const hosts = met.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    const failed = met.find((outcome) => outcome.status === "rejected");
    if (!failed) return new Crew(hosts);
    for (const host of hosts) host.close();
    throw signal?.aborted ? interrupted() : failed.reason;
  }

  /**
   * The load, of messages like those of `load`, at which the first agent can offer no more: all measure at the same
   * time, each into a sink of its own, and each will have its part of the producers.
   * @throws Problem PLM-AGENT-009 or -012, PLM-LOAD-009 when interrupted
   */
  async ceiling(load: TopicLoad, seconds: number, signal?: AbortSignal): Promise<number> {
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(interrupted());
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort, { once: true });
    const threads = this.hosts.reduce((sum, host) => sum + host.threads.produce, 0);
    try {
      const measured = this.hosts.map(async (host) => {
        const ceiling = await host.ceiling(load, seconds);
        this.#ceilings.set(host, ceiling);
        return (ceiling * threads) / host.threads.produce;
      });
      return Math.min(...(await Promise.race([Promise.all(measured), aborted.promise])));
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  /** What is to be told of each agent after a load; reads the clocks of those that are left once more. */
  report(result: LoadResult): Promise<AgentReport[]> {
    return Promise.all(
      this.hosts.map(async (host) => {
        const outcome = result.hosts.find(({ name }) => name === host.name)!;
        return { ...reportOf(outcome), ...(await this.#checked(host)), address: host.name };
      }),
    );
  }

  /** Lets all agents go. */
  close(): void {
    for (const host of this.hosts) host.close();
  }

  async #checked(host: AgentHost): Promise<Pick<AgentReport, "clock" | "ceilingMessagesPerSecond">> {
    // A lost agent is told by the load's result.
    const last = await host.readClock().catch((): ClockReading | null => null);
    return { clock: checkClock(host.clock, last), ceilingMessagesPerSecond: this.#ceilings.get(host) ?? null };
  }
}

function reportOf({ workers, share, cores, busy, cpu, lost }: HostOutcome) {
  return {
    workers,
    share,
    cores,
    eventLoopUtilisation: busy?.eventLoopUtilisation ?? null,
    eventLoopDelayP99: busy?.eventLoopDelayP99 ?? null,
    generatorCores: cpu?.processCores ?? null,
    machineCpu: cpu?.machineCpu ?? null,
    lost: lost && { t: lost.t, why: lost.why, ...leftOut(lost.tasks) },
  };
}

/** What an audit leaves out when nobody knows what these tasks did. */
function leftOut(tasks: readonly Task[]): Pick<NonNullable<AgentReport["lost"]>, "producers" | "unread"> {
  return {
    producers: tasks.flatMap((task) => (task.role === "produce" ? [task.producer] : [])),
    unread: tasks.flatMap((task) =>
      task.role === "consume" ? [{ topic: task.topic, group: task.group, partitions: task.read }] : [],
    ),
  };
}

function interrupted(): Problem {
  return new Problem("interrupted", "PLM-LOAD-009", "the load was interrupted", "run it again");
}
