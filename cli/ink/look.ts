import { styleText } from "node:util";
import type { Paint } from "../terminal.ts";

/** How a screen may be drawn. */
export interface Look {
  /** False with NO_COLOR or a terminal that has none: weight and signs then carry all meaning. */
  readonly colour: boolean;
  /** False where the terminal may not show more than ASCII: bars of `#`, no box drawing. */
  readonly unicode: boolean;
}

type Format = Parameters<Paint>[0];

const weights: readonly Format[] = ["bold", "dim", "inverse", "underline"];

/** Paints text of a screen: colours where it has them, weight always. */
export function paintOf({ colour }: Look): Paint {
  const shows = (format: Format) => colour || weights.includes(format);
  return (format, text) => {
    const formats = (Array.isArray(format) ? format : [format]).filter(shows);
    return formats.length === 0 || text === "" ? text : styleText(formats, text, { validateStream: false });
  };
}
