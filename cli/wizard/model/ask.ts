import type { FileName } from "./fields.ts";

/** Which topic, and which of its consumer groups, the questions are about. */
export interface Place {
  readonly topic: number;
  readonly group: number;
}

/** What a question fills: a key of a file, or something that only the wizard knows. */
export type Asked =
  | { readonly kind: "field"; readonly file: FileName; readonly path: readonly (string | number)[] }
  | { readonly kind: "start" | "topic" | "group" | "machines" };

export interface Ask {
  readonly id: string;
  readonly asked: Asked;
  readonly label: string;
  /** Why the default is what it is, or what hangs on the answer. */
  readonly hint: string;
}

/** A question about something that only the wizard knows. */
export const own = (kind: Exclude<Asked["kind"], "field">, label: string, hint: string): Ask => ({
  id: `wizard:${kind}`,
  asked: { kind },
  label,
  hint,
});

/** A question that fills a key of a file; `*` stands for the topic and `+` for the group. */
export function field(file: FileName, key: string, label: string, hint = "", { topic, group }: Place = nowhere): Ask {
  const path = key.split(".").map((part) => {
    if (part === "*") return topic;
    if (part === "+") return group;
    return /^\d+$/.test(part) ? Number(part) : part;
  });
  return { id: `${file}:${path.join(".")}`, asked: { kind: "field", file, path }, label, hint };
}
const nowhere: Place = { topic: 0, group: 0 };
