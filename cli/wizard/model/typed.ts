import type { Json } from "../yaml/edit.ts";
import type { FieldFacts } from "./fields.ts";

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What a typed text is in the file; undefined for nothing. What it may be, the schema decides afterwards. */
export function valueOfText(text: string, { type, list, values }: FieldFacts): Json | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  const known = values.find((value) => String(value) === trimmed);
  if (known !== undefined) return known;
  if (type === "number" && number.test(trimmed)) return Number(trimmed);
  if (!list) return trimmed;
  return trimmed
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** How a value of the file is typed. */
export function textOfValue(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(textOfValue).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A text while it is typed, and where the next character goes. */
export interface Typing {
  readonly text: string;
  readonly cursor: number;
  /** Whether the next character takes the place of the whole text. */
  readonly selected: boolean;
}

export type Stroke =
  | { readonly stroke: "insert"; readonly text: string }
  | { readonly stroke: "erase"; readonly what: "before" | "after" | "all" }
  | { readonly stroke: "move"; readonly to: "left" | "right" | "start" | "end" };

const printable = /\P{Cc}/gu;

/**
 * The text after a stroke of the keyboard; control characters of a paste are dropped. What is selected is replaced by
 * what is inserted; any other stroke edits it as it is.
 */
export function stroked({ text, cursor, selected }: Typing, stroke: Stroke): Typing {
  const now = (next: string, at: number): Typing => ({ text: next, cursor: at, selected: false });
  switch (stroke.stroke) {
    case "insert": {
      const inserted = (stroke.text.match(printable) ?? []).join("");
      if (inserted === "") return { text, cursor, selected };
      if (selected) return now(inserted, inserted.length);
      return now(text.slice(0, cursor) + inserted + text.slice(cursor), cursor + inserted.length);
    }
    case "erase":
      if (stroke.what === "all") return now("", 0);
      if (stroke.what === "after") return now(text.slice(0, cursor) + text.slice(cursor + 1), cursor);
      return now(text.slice(0, Math.max(0, cursor - 1)) + text.slice(cursor), Math.max(0, cursor - 1));
    case "move":
      return now(text, moved(cursor, stroke.to, text.length));
  }
}

function moved(cursor: number, to: "left" | "right" | "start" | "end", length: number): number {
  switch (to) {
    case "left":
      return Math.max(0, cursor - 1);
    case "right":
      return Math.min(length, cursor + 1);
    case "start":
      return 0;
    case "end":
      return length;
  }
}
