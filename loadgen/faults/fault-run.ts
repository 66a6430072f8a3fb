import { setTimeout as delay } from "node:timers/promises";
import type { Fault, FaultPlan, FaultRecord } from "./fault.ts";

/** What a run of faults needs of the load it belongs to. */
export interface FaultRunTools {
  /** Seconds since the load began. */
  now(): number;
  /** Tells what happens, for the events of the run. */
  note(text: string): void;
}

/** Carries a plan of faults out while a load runs. A fault that fails is noted, and the others go on. */
export class FaultRun {
  readonly records: readonly FaultRecord[];
  /** Why the cluster could not be put back; null as long as that has not failed. */
  leftHarmed: string | null = null;
  readonly #plan: FaultPlan;
  readonly #tools: FaultRunTools;
  readonly #over = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  #ending: Promise<void> | undefined;

  /** `fromSeconds` is the start of the measured part, from which the faults' times count. */
  constructor(plan: FaultPlan, fromSeconds: number, tools: FaultRunTools) {
    this.#plan = plan;
    this.#tools = tools;
    this.records = plan.faults.map(({ text, atSeconds }) => ({
      text,
      planned: fromSeconds + atSeconds,
      began: null,
      ended: null,
      failure: null,
    }));
  }

  start(): void {
    this.#running = Promise.all(this.#plan.faults.map((fault, i) => this.#carryOut(fault, this.records[i]!)));
  }

  /** Begins nothing more, waits for what is under way, and puts the cluster back. Never rejects. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    this.#over.abort();
    await this.#running;
    if (!this.#plan.putBack || this.records.every(({ began }) => began === null)) return;
    try {
      for (const done of await this.#plan.putBack()) this.#tools.note(`put back: ${done}`);
    } catch (error) {
      this.leftHarmed = messageOf(error);
      this.#tools.note(`the cluster was not put back: ${this.leftHarmed}`);
    }
  }

  async #carryOut({ text, begin, end }: Fault, record: FaultRecord): Promise<void> {
    if (!(await this.#until(record.planned))) return;
    record.began = this.#tools.now();
    this.#tools.note(`fault: ${text}`);
    try {
      await begin();
      if (!end || !(await this.#until(record.planned + end.afterSeconds))) return;
      await end.run();
      record.ended = this.#tools.now();
      this.#tools.note(`end of fault: ${text}`);
    } catch (error) {
      record.failure = messageOf(error);
      this.#tools.note(`fault not carried out: ${text}: ${record.failure}`);
    }
  }

  /** Waits until second `at` of the load; false if the load is over before. */
  async #until(at: number): Promise<boolean> {
    const { signal } = this.#over;
    return delay(Math.max(0, (at - this.#tools.now()) * 1000), true, { signal }).catch(() => false);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
