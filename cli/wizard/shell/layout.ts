/** From so many columns on the plan stands beside the questions. */
const WIDE_COLUMNS = 100;
/** Fewer rows than this show nothing of a plan. */
const LEAST_PANEL_ROWS = 7;
/** Title, what it is about, an empty line, the keys, and a line that no terminal scrolls for. */
const OTHER_ROWS = 5;
/** Between questions and plan. */
export const GAP_COLUMNS = 2;

interface Area {
  readonly width: number;
  readonly height: number;
}

/** Where questions and panel go; what has no room has no rows. */
export interface Layout {
  readonly beside: boolean;
  readonly left: Area;
  readonly panel: Area;
}

interface Room {
  readonly columns: number;
  readonly rows: number;
  /** Rows that the questions take. */
  readonly wanted: number;
  /** Whether the panel was asked for, in the place of the questions where need be. */
  readonly panelOpen: boolean;
}

/** Shares a screen between questions and panel. */
export function layoutOf({ columns, rows, wanted, panelOpen }: Room): Layout {
  const height = Math.max(1, rows - OTHER_ROWS);
  if (columns >= WIDE_COLUMNS) {
    const left = Math.floor((columns - GAP_COLUMNS) / 2);
    return {
      beside: true,
      left: { width: left, height },
      panel: { width: columns - GAP_COLUMNS - left, height },
    };
  }
  if (panelOpen) return { beside: false, left: { width: columns, height: 0 }, panel: { width: columns, height } };
  const questions = Math.min(wanted + 1, height);
  const rest = height - questions;
  const panel = rest >= LEAST_PANEL_ROWS ? rest : 0;
  return {
    beside: false,
    left: { width: columns, height: panel > 0 ? questions : height },
    panel: { width: columns, height: panel },
  };
}
