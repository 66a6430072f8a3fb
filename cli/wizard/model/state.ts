import type { Overlay } from "../contract.ts";
import type { Place } from "./ask.ts";
import { blankDraft, type Draft, type Origin, openDraft } from "./draft.ts";
import { type ScreenId, screenIds } from "./screens.ts";
import type { Typing } from "./typed.ts";

/** Something to begin with, opened when it is chosen. */
export interface Start {
  readonly title: string;
  readonly open: () => Draft;
}

/** Where a wizard was left. */
export interface Mark extends Place {
  readonly screen: ScreenId;
  readonly furthest: number;
}

/** All that the wizard knows; the plan follows from `draft`. */
export interface WizardState extends Mark {
  /** What can be started from. */
  readonly starts: readonly Start[];
  /** Drafts of the starts that were left for another, by title, so that going to and fro loses nothing. */
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly start: string;
  readonly draft: Draft;
  /** Where to go on from, for the start that is a draft kept from before. */
  readonly kept: { readonly start: string; readonly mark: Mark } | null;
  /** The focused question of the screen. */
  readonly focus: number;
  /**
   * What is being typed into it, and the draft from before: what a text says is said once, not with every character.
   * Null where it is as in the file.
   */
  readonly typing: (Typing & { readonly before: Draft }) | null;
  readonly help: boolean;
  /** Whether the panel takes the place of the questions where there is no room for both. */
  readonly panel: boolean;
  readonly overlay: Overlay;
}

/** A draft that was kept, and where it was left. */
export interface Kept {
  readonly draft: Draft;
  readonly mark: Mark;
}

const beginning: Mark = { screen: "start", furthest: 0, topic: 0, group: 0 };

export const blankTitle = "nothing: a blank sheet";
export const keptTitle = (name: string): string => `where you left off: ${name}`;

/** The name that a draft gives its system. */
export const nameOf = ({ workload }: Draft): string => {
  const { name } = workload.value as { name?: unknown };
  return typeof name === "string" ? name : "";
};

/** A wizard at its first question. */
export function beginWizard(templates: readonly Origin[], kept: Kept | null): WizardState {
  const starts: Start[] = [
    ...(kept === null ? [] : [{ title: keptTitle(nameOf(kept.draft)), open: () => kept.draft }]),
    { title: blankTitle, open: blankDraft },
    ...templates.map((origin) => ({ title: origin.title, open: () => openDraft(origin) })),
  ];
  const { title, open } = starts[0]!;
  return {
    ...beginning,
    starts,
    drafts: {},
    start: title,
    draft: open(),
    kept: kept === null ? null : { start: title, mark: kept.mark },
    ...still,
  };
}

/** What a change of screen ends. */
export const still = { focus: 0, typing: null, help: false, panel: false, overlay: "none" } as const;

/** A wizard on a system as it is, after the question of where to start. */
export function openWizard(origin: Origin): WizardState {
  const draft = openDraft(origin);
  return {
    ...beginning,
    screen: "flow",
    furthest: 1,
    starts: [{ title: origin.title, open: () => draft }],
    drafts: {},
    start: origin.title,
    draft,
    kept: null,
    ...still,
  };
}

export const positionOf = (screen: ScreenId): number => screenIds.indexOf(screen);
