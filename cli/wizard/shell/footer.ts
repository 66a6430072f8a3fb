import { Text } from "ink";
import { createElement as h, type ReactElement } from "react";
import { type Look, paintOf } from "../../ink/look.ts";
import type { Overlay } from "../contract.ts";

const overlayWords: Record<Exclude<Overlay, "none">, string> = {
  explain: "why a number is so",
  compare: "the kept plan beside this one",
  capacity: "what these machines carry",
};

/** The keys that matter now, the ones for the question first. */
function keysOf({
  overlay,
  adds,
  kept,
  review,
  help,
  beside,
}: Omit<FooterProps, "width" | "look">): [string, string][] {
  if (overlay !== "none")
    return [
      ["Esc", "close"],
      ...(overlay === "compare" && kept ? [["Enter", "keep this one instead"] as [string, string]] : []),
      ["", overlayWords[overlay]],
    ];
  const compare: [string, string] = ["^K", kept ? "compare" : "keep to compare"];
  if (help)
    return [
      ["?", "close"],
      ["^U", "clear"],
      ["PgDn", "on"],
      ["^S", "review"],
      ["^E", "why"],
      ["^R", "capacity"],
      compare,
    ];
  const panel: [string, string][] = beside ? [] : [["^P", "plan"]];
  if (review !== null)
    return [
      ...(review === "nothing" ? [] : [["Enter", review] as [string, string]]),
      ["Esc", "back"],
      ["up/down", "scroll"],
      ...panel,
      ["^C", "leave"],
    ];
  return [
    ["Enter", "next"],
    ["Esc", "back"],
    ["?", "help"],
    ["^C", "leave"],
    ...(adds === null
      ? []
      : ([
          ["^N", `add ${adds}`],
          ["^D", "remove"],
        ] as [string, string][])),
    ...panel,
    ["^E", "why"],
    compare,
    ["^R", "capacity"],
  ];
}

export interface FooterProps {
  readonly overlay: Overlay;
  readonly adds: "topic" | "group" | null;
  readonly kept: boolean;
  /** What Enter does at the review; null elsewhere. */
  readonly review: "write" | "mend" | "nothing" | null;
  /** With the help the keys are told that there was no room for. */
  readonly help: boolean;
  /** Whether the plan stands beside the questions anyway. */
  readonly beside: boolean;
  readonly width: number;
  readonly look: Look;
}

/** The last line: as many keys as fit. */
export function Footer({ width, look, ...now }: FooterProps): ReactElement {
  const paint = paintOf(look);
  let room = width;
  const shown = keysOf(now).filter(([key, word]) => {
    room -= key.length + word.length + 3;
    return room >= -2;
  });
  const text = shown.map(([key, word]) => `${paint("bold", key)} ${paint("dim", word)}`.trim()).join("  ");
  return h(Text, { wrap: "truncate" }, text);
}
