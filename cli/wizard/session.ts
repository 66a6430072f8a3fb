import { type Inventory, Problem } from "../../sizing/index.ts";
import type { Planned } from "./contract.ts";
import { type Checked, checkDraft } from "./model/check.ts";
import type { Draft } from "./model/draft.ts";
import { noPlan, outdated, type Planning, planned, type Surroundings, surroundingFault } from "./model/planning.ts";
import { reduce, type WizardEvent } from "./model/reduce.ts";
import type { WizardState } from "./model/state.ts";
import { readSurroundings, surroundingsKey } from "./surroundings.ts";

/** All that a screen shows at a moment. */
export interface Snapshot {
  readonly state: WizardState;
  readonly checked: Checked;
  readonly planning: Planning;
  /** The variant that was kept for a comparison. */
  readonly kept: Planned | null;
}

/** A wizard that runs: events go in, snapshots come out. */
export interface Session {
  readonly snapshot: () => Snapshot;
  /** Calls back after each change; gives what ends that. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly send: (event: WizardEvent) => void;
  /** Keeps the present plan for a comparison; without one, forgets the kept one. */
  readonly keepVariant: () => void;
  /** Once the plan is of what was sent last. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
}

/** A plan that takes longer than a frame waits until typing stops. */
const FRAME_MS = 16;
const PAUSE_MS = 150;

/** What a session needs of the world; tests give their own. */
interface SessionTools {
  readonly read: (draft: Draft, inventory: Inventory) => Promise<Surroundings>;
  /** Milliseconds. */
  readonly now: () => number;
}
const usualTools: SessionTools = { read: readSurroundings, now: () => performance.now() };

/** Runs a wizard from a state; what stands beside its files is read once. */
export function openSession(initial: WizardState, tools: Partial<SessionTools> = {}): Session {
  const { read, now: clock } = { ...usualTools, ...tools };
  const listeners = new Set<() => void>();
  const known = new Map<string, Surroundings | Problem>();
  let now: Snapshot = { state: initial, checked: checkDraft(initial.draft), planning: noPlan, kept: null };
  let lastMs = 0;
  let compiled = false;
  let timer: NodeJS.Timeout | undefined;
  let pending: Promise<void> | undefined;
  let closed = false;

  const show = (next: Partial<Snapshot>): void => {
    now = { ...now, ...next };
    for (const listener of listeners) listener();
  };
  const planNow = (surroundings: Surroundings): void => {
    clearTimeout(timer);
    timer = undefined;
    const began = clock();
    const planning = planned(now.planning, now.checked, surroundings);
    lastMs = clock() - began;
    show({ planning });
    // The first plan is slow since nothing is compiled yet, and says little of the next ones: it is timed once more.
    if (!compiled && lastMs > FRAME_MS) timer = setTimeout(() => planNow(surroundings), 0);
    compiled = true;
  };
  const readThenPlan = async (key: string, draft: Draft, inventory: Inventory): Promise<void> => {
    try {
      known.set(key, await read(draft, inventory));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      known.set(key, error);
    }
    if (!closed) replan();
  };
  /** The plan for a draft without faults: at once, after a pause of typing, or when its surroundings are read. */
  const planSoon = (draft: Draft, inventory: Inventory): void => {
    const key = surroundingsKey(draft, inventory);
    const surroundings = known.get(key);
    if (surroundings instanceof Problem) {
      show({ planning: outdated(now.planning, [surroundingFault(surroundings)]) });
    } else if (surroundings === undefined) {
      show({ planning: outdated(now.planning, []) });
      pending = readThenPlan(key, draft, inventory);
    } else if (lastMs <= FRAME_MS) {
      planNow(surroundings);
    } else {
      show({ planning: outdated(now.planning, []) });
      timer = setTimeout(() => planNow(surroundings), PAUSE_MS);
    }
  };
  const replan = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { state, checked, planning } = now;
    if (checked.inventory === null || checked.faults.length > 0) show({ planning: outdated(planning, checked.faults) });
    else planSoon(state.draft, checked.inventory);
  };
  replan();
  return {
    snapshot: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (event) => {
      const state = reduce(now.state, event);
      if (state === now.state) return;
      if (state.draft === now.state.draft) {
        show({ state });
      } else {
        now = { ...now, state, checked: checkDraft(state.draft) };
        replan();
      }
    },
    keepVariant: () => show({ kept: now.planning.view.state === "current" ? now.planning.planned : null }),
    settled: async () => {
      while (pending !== undefined) {
        const waited = pending;
        await waited;
        if (pending === waited) pending = undefined;
      }
      while (timer !== undefined) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      timer = undefined;
      listeners.clear();
    },
  };
}
