import type { Paint } from "../terminal.ts";
import { asciiBar, type BarMeaning, barParts, type Gauge, unicodeBar } from "../views/bar.ts";
import { type Look, paintOf } from "./look.ts";

const tones: Record<BarMeaning, Parameters<Paint>[0]> = {
  used: "cyan",
  worst: "yellow",
  over: "red",
  limit: "bold",
  free: "dim",
};

/** A gauge as text of so many columns, from 4 on, each stretch in its colour and with a sign of its own. */
export function paintedBar(gauge: Gauge, columns: number, look: Look): string {
  const paint = paintOf(look);
  return barParts(gauge, columns, look.unicode ? unicodeBar : asciiBar)
    .map(({ meaning, text }) => paint(tones[meaning], text))
    .join("");
}
