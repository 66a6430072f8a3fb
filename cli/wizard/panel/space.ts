import type { Look } from "../../ink/look.ts";

/** Columns and rows of a part of the screen, and how it may be drawn. */
export interface Space {
  readonly columns: number;
  readonly rows: number;
  readonly look: Look;
}
