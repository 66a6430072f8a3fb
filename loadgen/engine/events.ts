import type { EventDetail, EventKind, RunEvent } from "../proof/run-event.ts";

/** Several threads tell of the same thing within this time, s. */
const SAME_WITHIN = 1;

/** What happened in a run besides its load, each thing once however many threads tell of it. */
export class Events {
  readonly #events: RunEvent[] = [];
  readonly #onEvent: ((t: number, text: string) => void) | undefined;

  constructor(onEvent?: (t: number, text: string) => void) {
    this.#onEvent = onEvent;
  }

  /** @param t seconds since the load began */
  note(t: number, kind: EventKind, text: string, detail: EventDetail = {}): void {
    const same = this.#events.some((event) => event.text === text && Math.abs(event.t - t) < SAME_WITHIN);
    if (same) return;
    this.#events.push({ t, kind, text, ...detail });
    this.#onEvent?.(t, text);
  }

  inOrder(): RunEvent[] {
    return this.#events.toSorted((a, b) => a.t - b.t);
  }
}
