import { type Inventory, Problem, type Workload } from "../../sizing/index.ts";
import type { Planned } from "./contract.ts";
import { type Checked, checkDraft } from "./model/check.ts";
import type { Draft } from "./model/draft.ts";
import { noPlan, outdated, type Planning, planningOf, type Surroundings, withProblem } from "./model/planning.ts";
import { reduce, type WizardEvent } from "./model/reduce.ts";
import type { WizardState } from "./model/state.ts";
import { readSurroundings, surroundingsKey } from "./surroundings.ts";
import { openPlanner, type Planner } from "./thread/planner.ts";

/** All that a screen shows at a moment. */
export interface Snapshot {
  readonly state: WizardState;
  readonly checked: Checked;
  readonly planning: Planning;
  /** The variant that was kept for a comparison. */
  readonly kept: Planned | null;
  /** What broke the planning: a mistake of ours, that ends the wizard. */
  readonly broken: { readonly error: unknown } | null;
}

/** A wizard that runs: events go in, snapshots come out. */
export interface Session {
  readonly snapshot: () => Snapshot;
  /** Calls back after each change; gives what ends that. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly send: (event: WizardEvent) => void;
  /** Keeps the plan of what was sent last for a comparison, once it is there; without one, forgets the kept one. */
  readonly keepVariant: () => Promise<void>;
  /** Once the plan is of what was sent last. Throws what broke the planning, if anything did. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
}

/** What takes less than this to plan needs no word of being worked out. */
const PATIENCE_MS = 100;

/** What a session needs of the world; tests give their own. */
interface SessionTools {
  readonly read: (draft: Draft, inventory: Inventory) => Promise<Surroundings>;
  readonly planner: Planner;
}

/** Runs a wizard from a state; what stands beside its files is read once, and planned in a thread of its own. */
export function openSession(
  initial: WizardState,
  { read = readSurroundings, planner = openPlanner() }: Partial<SessionTools> = {},
): Session {
  const listeners = new Set<() => void>();
  const known = new Map<string, Promise<Surroundings | Problem>>();
  let now: Snapshot = {
    state: initial,
    checked: checkDraft(initial.draft),
    planning: noPlan,
    kept: null,
    broken: null,
  };
  let turn = 0;
  let plannedTurn = 0;
  let working: Promise<void> = Promise.resolve();
  let late: NodeJS.Timeout | undefined;

  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const show = (next: Partial<Snapshot>): void => {
    now = { ...now, ...next };
    notify();
  };
  const showPlanning = (planning: Planning): void => {
    clearTimeout(late);
    late = undefined;
    show({ planning });
  };
  /** A plan with nothing wrong stays as it is for a moment: the next one is mostly there before that is over. */
  const awaitPlan = (): void => {
    const { view } = now.planning;
    if (view.state === "current") {
      late ??= setTimeout(() => showPlanning(outdated(now.planning, [])), PATIENCE_MS);
      notify();
    } else showPlanning(outdated(now.planning, []));
  };
  const surroundingsOf = (draft: Draft, inventory: Inventory): Promise<Surroundings | Problem> => {
    const key = surroundingsKey(draft, inventory);
    const found = known.get(key) ?? read(draft, inventory).catch(asProblem);
    known.set(key, found);
    return found;
  };
  /** Plans a draft without faults, unless it is changed before that is done. */
  const planSoon = async (draft: Draft, workload: Workload, inventory: Inventory): Promise<void> => {
    const mine = ++turn;
    awaitPlan();
    try {
      const surroundings = await surroundingsOf(draft, inventory);
      if (mine !== turn) return;
      if (surroundings instanceof Problem) return showPlanning(withProblem(now.planning, surroundings));
      const input = { workload, inventory, ...surroundings };
      const made = await planner.plan(input);
      const written = { workload: draft.workload.value, inventory: draft.inventory.value };
      if (mine !== turn || made === null) return;
      plannedTurn = mine;
      showPlanning(planningOf(now.planning, { input, written }, made));
    } catch (error) {
      show({ broken: { error } });
    }
  };
  const replan = (): void => {
    const { state, checked, planning } = now;
    const { workload, inventory, faults } = checked;
    if (workload !== null && inventory !== null) {
      working = planSoon(state.draft, workload, inventory);
      return;
    }
    turn++;
    showPlanning(outdated(planning, faults));
  };
  const idle = async (): Promise<void> => {
    for (let waited: Promise<void> | null = null; waited !== working; ) {
      waited = working;
      await waited;
    }
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
        // The plan of one system says nothing of another.
        const planning = state.start === now.state.start ? now.planning : noPlan;
        now = { ...now, state, checked: checkDraft(state.draft), planning };
        replan();
      }
    },
    keepVariant: async () => {
      // What is there is kept at once: keys that come with this one change what is planned.
      if (plannedTurn !== turn) await idle();
      show({ kept: now.planning.view.state === "current" ? now.planning.planned : null });
    },
    settled: async () => {
      await idle();
      if (now.broken !== null) throw now.broken.error;
    },
    close: () => {
      turn++;
      clearTimeout(late);
      listeners.clear();
      planner.close();
    },
  };
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}
