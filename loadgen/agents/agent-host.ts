import { Problem } from "../../sizing/problem.ts";
import { clockOrigin, hrMicros } from "../clock.ts";
import type { TopicLoad } from "../engine/job.ts";
import type { HostLoad, LoadHost, ThreadCounts, ThreadEvents, ThreadPort } from "../engine/load-host.ts";
import type { Task } from "../engine/task.ts";
import { AgentLink, type Answer } from "./agent-link.ts";
import { type ClockReading, readClock } from "./clock-offset.ts";
import { PROTOCOL } from "./protocol.ts";
import type { AgentAddress } from "./secure.ts";
import type { TokenKey } from "./token.ts";

/** An agent as a machine that carries threads of a load, by the clock of the coordinator. */
export class AgentHost implements LoadHost {
  readonly name: string;
  readonly cores: number;
  readonly threads: ThreadCounts;
  /** How far the agent's time of day was ahead when it was met. */
  readonly clock: ClockReading;
  readonly #link: AgentLink;
  /** From our `hrtime` to the agent's. */
  readonly #hrtimeAhead: number;
  /** From a difference of `hrtime` to one of the time of day. */
  readonly #dayAhead: number;

  private constructor(link: AgentLink, welcome: Answer<"welcome">, hrtime: ClockReading) {
    this.name = link.name;
    this.cores = welcome.cores;
    this.threads = welcome.threads;
    this.#link = link;
    this.#hrtimeAhead = hrtime.offsetMicros;
    this.#dayAhead = welcome.clockOrigin - clockOrigin();
    this.clock = this.#ofDay(hrtime);
  }

  /**
   * Meets an agent and reads its clock.
   * @throws Problem PLM-AGENT-004 to -009
   */
  static async meet(address: AgentAddress, key: TokenKey, signal?: AbortSignal): Promise<AgentHost> {
    const link = await AgentLink.dial(address, key, signal);
    try {
      const welcome = await greet(link);
      return new AgentHost(link, welcome, await readHrtime(link));
    } catch (error) {
      link.close();
      throw error;
    }
  }

  /**
   * Reads the agent's clock again.
   * @throws Problem PLM-AGENT-009 if the agent is lost
   */
  async readClock(): Promise<ClockReading> {
    return this.#ofDay(await readHrtime(this.#link));
  }

  /**
   * Messages/s that the agent offers, of those of `load`, to a sink of its own.
   * @throws Problem PLM-AGENT-009 or -012
   */
  async ceiling(load: TopicLoad, seconds: number): Promise<number> {
    const answer = await this.#link.ask({ type: "ceiling", load, seconds }, "ceiling");
    if (!answer) throw this.#link.gone();
    if ("messagesPerSecond" in answer.outcome) return answer.outcome.messagesPerSecond;
    throw new Problem(
      "environment",
      "PLM-AGENT-012",
      `agent ${this.name} could not measure what it offers at most: ${answer.outcome.failure}`,
      "look at what the agent says, and start it again",
    );
  }

  open(tasks: Task[], origin: number, events: ThreadEvents): ThreadPort {
    const { number: thread, ended } = this.#link.addThread(events);
    this.#link.send({ type: "open", thread, input: { tasks, clockOrigin: origin - this.#hrtimeAhead } });
    return {
      tell: (message) => this.#link.send({ type: "tell", thread, message }),
      terminate: () => {
        this.#link.send({ type: "terminate", thread });
        return ended.promise;
      },
    };
  }

  startMeter(): void {
    this.#link.send({ type: "startMeter" });
  }

  async readMeter(): Promise<HostLoad | null> {
    return (await this.#link.ask({ type: "readMeter" }, "meter"))?.load ?? null;
  }

  /** Lets the agent go, which stops what it does for this coordinator. */
  close(): void {
    this.#link.close();
  }

  #ofDay({ offsetMicros, errorMicros }: ClockReading): ClockReading {
    return { offsetMicros: offsetMicros + this.#dayAhead, errorMicros };
  }
}

async function greet(link: AgentLink): Promise<Answer<"welcome">> {
  const answer = await link.ask({ type: "hello", protocol: PROTOCOL }, "welcome", "refused");
  if (!answer) throw link.gone();
  if (answer.type === "welcome") return answer;
  throw answer.reason === "busy"
    ? new Problem(
        "environment",
        "PLM-AGENT-008",
        `the agent at ${link.name} serves another coordinator`,
        "wait until that run is over, or start another agent on another port",
      )
    : new Problem(
        "environment",
        "PLM-AGENT-007",
        `the agent at ${link.name} speaks ${answer.protocol}, this coordinator ${PROTOCOL}`,
        "install the same release on both hosts",
      );
}

function readHrtime(link: AgentLink): Promise<ClockReading> {
  return readClock(async () => {
    const sentMicros = hrMicros();
    const answer = await link.ask({ type: "clock" }, "clock");
    const receivedMicros = hrMicros();
    if (!answer) throw link.gone();
    return { sentMicros, remoteMicros: answer.micros, receivedMicros };
  });
}
