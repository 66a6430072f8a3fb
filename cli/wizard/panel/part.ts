import { Box, Text } from "ink";
import { createElement, type ReactElement } from "react";

/** Columns and rows that a part of the screen fills. */
export interface PartProps {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly unicode: boolean;
}

/** What a terminal without Unicode shows for the few signs that texts have. */
const toAscii = (text: string): string => text.replaceAll("…", "~").replaceAll("─", "-").replaceAll("│", "|");

/** Lines that fill a part of the screen: what is longer or more is cut. */
export function Part({ lines, width, height, unicode }: PartProps): ReactElement {
  const text = lines.slice(0, height).join("\n");
  return createElement(
    Box,
    { width, height, overflow: "hidden", flexShrink: 0 },
    createElement(Text, { wrap: "truncate" }, unicode ? text : toAscii(text)),
  );
}
