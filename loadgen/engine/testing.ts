import type { LoadHost, ThreadCounts, ThreadEvents, ThreadPort } from "./load-host.ts";
import type { FromWorker, Task, ToWorker } from "./task.ts";

/** What a thread says when it is opened, and when it is told something. */
export type Answers = Partial<Record<"open" | ToWorker["type"], FromWorker>>;

/** The answers of a thread that does its part of a load at once, to the end of its measurement. */
export const settling: Answers = { open: { type: "ready" }, start: { type: "settled" } };

/** A host whose threads do nothing but answer. */
export class ScriptedHost implements LoadHost {
  readonly name: string | null;
  readonly threads: ThreadCounts;
  readonly cores = 1;
  /** One for each thread that was opened. */
  readonly events: ThreadEvents[] = [];
  /** What its threads were told, each. */
  readonly told: ToWorker["type"][] = [];
  ended = 0;
  readonly #answers: Answers;

  constructor(answers: Answers, threads: ThreadCounts, name: string | null = null) {
    this.name = name;
    this.threads = threads;
    this.#answers = answers;
  }

  open(_tasks: Task[], _clockOrigin: number, events: ThreadEvents): ThreadPort {
    this.events.push(events);
    this.#answer("open", events);
    return {
      tell: ({ type }) => {
        this.told.push(type);
        this.#answer(type, events);
      },
      terminate: async () => {
        this.ended++;
      },
    };
  }

  startMeter(): void {}

  readMeter = async (): Promise<null> => null;

  #answer(to: keyof Answers, events: ThreadEvents): void {
    const answer = this.#answers[to];
    if (answer) queueMicrotask(() => events.message(answer));
  }
}
