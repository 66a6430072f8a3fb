import type { Key } from "ink";
import type { Overlay } from "../contract.ts";
import type { WizardEvent } from "../model/reduce.ts";

/** What a key asks for beyond the questions. */
export type ShellAct =
  | { readonly type: "leave" }
  | { readonly type: "write" }
  | { readonly type: "keep" }
  | { readonly type: "scroll"; readonly by: number };

/** What the keys act on. */
export interface KeyPlace {
  readonly overlay: Overlay;
  readonly help: boolean;
  readonly panel: boolean;
  /** The focused question is a choice, is typed, or there is none: at the review. */
  readonly focus: "choice" | "text" | "review";
  readonly last: boolean;
  /** A variant was kept, so that there is something to compare. */
  readonly kept: boolean;
}

type Act = WizardEvent | ShellAct;

const overlayKeys: Readonly<Record<string, Exclude<Overlay, "none">>> = { e: "explain", k: "compare", r: "capacity" };

function controlled(input: string, { overlay, kept }: KeyPlace): Act | null {
  switch (input) {
    case "n":
      return { type: "add" };
    case "d":
      return { type: "remove" };
    case "p":
      return { type: "panel" };
    case "s":
      return { type: "write" };
    case "u":
      return { type: "stroke", stroke: "erase", what: "all" };
    case "k":
      return kept || overlay === "compare" ? { type: "overlay", overlay: "compare" } : { type: "keep" };
    default: {
      const opened = overlayKeys[input];
      return opened === undefined ? null : { type: "overlay", overlay: opened };
    }
  }
}

/** What Esc goes back from: what lies over the questions first. */
function escaped({ overlay, help, panel }: KeyPlace): Act {
  if (overlay !== "none") return { type: "overlay", overlay };
  if (help) return { type: "help" };
  return panel ? { type: "panel" } : { type: "screen", by: -1 };
}

function moved(key: Key, { focus, last }: KeyPlace): Act | null {
  const review = focus === "review";
  if (key.pageDown) return review ? { type: "scroll", by: 10 } : { type: "screen", by: 1 };
  if (key.pageUp) return review ? { type: "scroll", by: -10 } : { type: "screen", by: -1 };
  if (key.downArrow) return review ? { type: "scroll", by: 1 } : { type: "focus", by: 1 };
  if (key.upArrow) return review ? { type: "scroll", by: -1 } : { type: "focus", by: -1 };
  if (key.tab) return { type: "focus", by: key.shift ? -1 : 1 };
  if (!key.return) return null;
  if (review) return { type: "write" };
  return last ? { type: "screen", by: 1 } : { type: "focus", by: 1 };
}

function typed(input: string, key: Key): Act | null {
  const stroke = (move: Omit<Extract<WizardEvent, { stroke: "move" }>, "type" | "stroke">): Act => ({
    type: "stroke",
    stroke: "move",
    ...move,
  });
  if (key.leftArrow) return stroke({ to: "left" });
  if (key.rightArrow) return stroke({ to: "right" });
  if (key.home) return stroke({ to: "start" });
  if (key.end) return stroke({ to: "end" });
  if (key.backspace) return { type: "stroke", stroke: "erase", what: "before" };
  if (key.delete) return { type: "stroke", stroke: "erase", what: "after" };
  return input === "" || key.meta ? null : { type: "stroke", stroke: "insert", text: input };
}

/**
 * What a key means where the wizard is; null where it means nothing. While something lies over the questions it has all
 * keys to itself but Esc, Ctrl-C, the one that closes it, and Enter in the comparison; it reads them with `useInput`.
 */
export function actOf(input: string, key: Key, place: KeyPlace): Act | null {
  if (key.ctrl && input === "c") return { type: "leave" };
  if (key.escape) return escaped(place);
  if (place.overlay === "compare" && key.return) return { type: "keep" };
  if (place.overlay !== "none")
    return key.ctrl && overlayKeys[input] === place.overlay ? { type: "overlay", overlay: place.overlay } : null;
  if (key.ctrl) return controlled(input, place);
  if (input === "?") return { type: "help" };
  const move = moved(key, place);
  if (move !== null) return move;
  switch (place.focus) {
    case "review":
      return null;
    case "text":
      return typed(input, key);
    case "choice":
      if (key.leftArrow) return { type: "choose", by: -1 };
      return key.rightArrow || input === " " ? { type: "choose", by: 1 } : null;
  }
}

const control = /\p{Cc}/u;

/**
 * The keys of what was read at once: whoever types fast, or pastes, sends several, and a terminal does not tell them
 * apart. A text without control characters is one key.
 */
export function keysIn(input: string, key: Key): [input: string, key: Key][] {
  if (input.length < 2 || !control.test(input)) return [[input, key]];
  return input
    .split(/(\p{Cc})/u)
    .filter((part) => part !== "")
    .map((part) => [control.test(part) ? letterOf(part) : part, controlKey(part, key)]);
}

/** The letter that is pressed with Ctrl for a control character. */
const letterOf = (character: string): string =>
  /[\r\n\t\u007f\b]/.test(character) ? "" : String.fromCharCode(character.charCodeAt(0) + 96);

function controlKey(part: string, key: Key): Key {
  const named = { return: /[\r\n]/.test(part), tab: part === "\t", backspace: /[\u007f\b]/.test(part) };
  const ctrl = control.test(part) && !Object.values(named).includes(true);
  return { ...key, ...named, ctrl };
}
