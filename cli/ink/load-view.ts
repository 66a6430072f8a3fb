import { Box, Static, Text } from "ink";
import { createElement, type ReactElement } from "react";
import type { Paint } from "../terminal.ts";
import { cut } from "../views/lines.ts";
import { type LoadRow, loadRows } from "./load-rows.ts";
import type { LoadState } from "./load-state.ts";

const LABEL_COLUMNS = 9;

/** What {@link LoadView} draws, on a screen of so many columns. */
export interface LoadViewProps {
  /** Null when the load is over: then nothing but the lines is left. */
  readonly state: LoadState | null;
  /** What was told meanwhile; it stays above the rows, and when the rows are gone. */
  readonly lines: readonly string[];
  readonly columns: number;
  readonly paint: Paint;
}

/** A load as a screen of rows, drawn anew when its state has changed. */
export function LoadView({ state, lines, columns, paint }: LoadViewProps): ReactElement {
  const texts =
    state === null
      ? []
      : [paint("bold", `load of ${state.load.name}`), ...loadRows(state).map((row) => rowText(row, columns, paint))];
  return createElement(
    Box,
    { flexDirection: "column" },
    createElement(Static<string>, {
      items: lines as string[],
      children: (line, i) => createElement(Text, { key: i }, line),
    }),
    ...texts.map((text, i) => createElement(Text, { key: i, wrap: "truncate" }, text)),
  );
}

function rowText({ label, text, tone }: LoadRow, columns: number, paint: Paint): string {
  const shown = cut(text, columns - LABEL_COLUMNS);
  return `${paint("dim", label.padEnd(LABEL_COLUMNS))}${tone === "bad" ? paint("yellow", shown) : shown}`;
}
