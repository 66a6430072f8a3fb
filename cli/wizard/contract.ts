import type { Written } from "../../loadgen/report/compare/written.ts";
import type { Calibration, Inventory, Market, Plan, Workload } from "../../sizing/index.ts";
import type { Look } from "../ink/look.ts";

export type { Look };

/** What a question's answer may be. */
export type AnswerKind =
  /** Typed: a quantity, a number or a name. */
  | { readonly kind: "text" }
  /** One of a few, changed with the left and right arrows. */
  | { readonly kind: "choice"; readonly options: readonly { readonly value: string; readonly label: string }[] };

/** A question as it stands on a screen; its texts come from the schema of the file that it fills. */
export interface Question {
  /** File and key, such as `workload:topics.0.rate`; `wizard:topic` and the like are of the wizard alone. */
  readonly id: string;
  readonly label: string;
  readonly answer: AnswerKind;
  /** As typed, or as the file has it; empty where nothing is said. For a choice the value of the chosen option. */
  readonly text: string;
  /** What to show where nothing is typed: `default 3`, or an example. */
  readonly placeholder: string;
  /** One line of why the default is what it is, or what follows from the answer; empty where there is none. */
  readonly hint: string;
  /** Several lines for `?`: what it means, its units, its default. */
  readonly help: readonly string[];
  /** What is wrong with it and what to write instead; null where nothing is. */
  readonly error: string | null;
  readonly focused: boolean;
  /** Where the cursor stands in `text`, in characters; only where it is focused and typed. */
  readonly cursor: number;
  /** Whether `text` is a default that the next character replaces; only where it is focused and typed. */
  readonly selected: boolean;
}

/** A line diff of a file that would be written. */
export interface FileChange {
  readonly path: string;
  readonly state: "new" | "changed" | "unchanged";
  readonly lines: readonly DiffLine[];
}
export interface DiffLine {
  readonly kind: "same" | "added" | "removed" | "left out";
  readonly text: string;
}

/** What a mistake in the input is, where no field on the screen shows it. */
export interface Fault {
  /** `workload:topics.0.rate` and so on, as in a question's id. */
  readonly id: string;
  readonly text: string;
}

/** What the panel shows: always the last plan there was, told apart from a plan of what is typed now. */
export type PlanView =
  | { readonly state: "current"; readonly plan: Plan }
  /** Being worked out anew (`faults` empty), or the input is not whole at the moment. */
  | { readonly state: "stale"; readonly plan: Plan; readonly faults: readonly Fault[] }
  /** There was no plan yet. */
  | { readonly state: "none"; readonly faults: readonly Fault[] };

/** What a plan is made of. */
export interface PlanInput {
  readonly workload: Workload;
  readonly inventory: Inventory;
  readonly market: Market | null;
  readonly calibration: Calibration | null;
}

/** A plan with what it was made of; the reverse view and the comparison work from it. */
export interface Planned {
  readonly input: PlanInput;
  /** The same as it stands in the files. */
  readonly written: Written;
  readonly plan: Plan;
}

/**
 * What lies over the panel, opened by a key of the shell:
 * - explain: the reason for any number (Ctrl-E)
 * - compare: the variant that was kept beside the present plan (Ctrl-K keeps, and Ctrl-K again compares)
 * - capacity: these machines, what can they carry? (Ctrl-R)
 */
export type Overlay = "none" | "explain" | "compare" | "capacity";

/** Props of `Panel` in panel/panel.ts, which also draws the overlays; it fills `width` x `height` and no more. */
export interface PanelProps {
  readonly view: PlanView;
  /** What the plan in `view` was made of; null where there is none. */
  readonly planned: Planned | null;
  /** The variant that was kept with Ctrl-K. */
  readonly kept: Planned | null;
  readonly overlay: Overlay;
  /** Columns and rows. */
  readonly width: number;
  readonly height: number;
  readonly look: Look;
}

/**
 * Props of `FieldView` in panel/field.ts: a question in one line (`label  text`), and beneath it, where it is focused or
 * wrong, its error or hint. At most `width` columns and two rows.
 */
export interface FieldProps {
  readonly question: Question;
  /** Columns for labels, so that the answers of a screen stand under one another. */
  readonly labelWidth: number;
  readonly width: number;
  readonly look: Look;
}
