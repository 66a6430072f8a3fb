/** How a stretch of a terminal's screen looks. */
export interface Style {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
  /** Index of the terminal's colour; null for its default. */
  readonly colour: number | null;
}
export interface Stretch {
  readonly text: string;
  readonly style: Style;
}

const usual: Style = { bold: false, dim: false, inverse: false, colour: null };

const changes: Readonly<Record<number, Partial<Style>>> = {
  0: usual,
  1: { bold: true },
  2: { dim: true },
  7: { inverse: true },
  22: { bold: false, dim: false },
  27: { inverse: false },
  39: { colour: null },
};

function changed(style: Style, code: number): Style {
  if (code >= 30 && code <= 37) return { ...style, colour: code - 30 };
  if (code >= 90 && code <= 97) return { ...style, colour: code - 90 + 8 };
  return { ...style, ...changes[code] };
}

/** A screen as `tmux capture-pane -e` gives it: its rows as stretches of one style each. Knows the 16 colours. */
export function screenRows(screen: string): Stretch[][] {
  let style = usual;
  return screen.split("\n").map((row) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal begin with one
    const parts = row.split(/\u001b\[([\d;]*)m/);
    const stretches: Stretch[] = [];
    for (const [at, part] of parts.entries()) {
      if (at % 2 === 1) style = (part === "" ? "0" : part).split(";").map(Number).reduce(changed, style);
      else if (part !== "") stretches.push({ text: part, style });
    }
    return stretches;
  });
}
