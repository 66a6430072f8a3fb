import type { Writable } from "node:stream";
import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];
/** Adds colour or weight to text where the reader's terminal shows it; elsewhere the text as it is. */
export type Paint = (format: Format, text: string) => string;

export const plain: Paint = (_, text) => text;

/** Where a command writes: its result to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: Writable;
  readonly err: Writable;
  readonly paintOut: Paint;
  readonly paintErr: Paint;
  /** Whether a person watches `err`, so that a line may be redrawn. */
  readonly live: boolean;
  /** Columns of `err`. */
  readonly columns: number;
}

/** The terminal of this process. Colour follows the stream, NO_COLOR and FORCE_COLOR. */
export function processTerminal(): Terminal {
  const paint =
    (stream: NodeJS.WriteStream): Paint =>
    (format, text) =>
      styleText(format, text, { stream });
  return {
    out: process.stdout,
    err: process.stderr,
    paintOut: paint(process.stdout),
    paintErr: paint(process.stderr),
    live: process.stderr.isTTY && process.env.TERM !== "dumb",
    columns: process.stderr.columns ?? 80,
  };
}
