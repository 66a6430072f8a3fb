import { type Key, useInput } from "ink";
import { createElement, type ReactElement, useMemo, useState } from "react";
import type { Plan } from "../../../sizing/plan.ts";
import { entriesOf, matching } from "./entries.ts";
import { explainRows } from "./explain-rows.ts";
import { Part } from "./part.ts";
import { afterKey, type PickerKey, startOfList } from "./picker.ts";
import type { Space } from "./space.ts";

const page = 8;

function pickerKey(input: string, key: Key): PickerKey | null {
  if (key.upArrow) return { kind: "move", by: -1 };
  if (key.downArrow) return { kind: "move", by: 1 };
  if (key.pageUp) return { kind: "move", by: -page };
  if (key.pageDown) return { kind: "move", by: page };
  if (key.backspace || key.delete) return { kind: "erase" };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: only what can be seen narrows the list
  const seen = input.replace(/[\u0000-\u001f\u007f]/g, "");
  return key.ctrl || key.meta || key.escape || seen === "" ? null : { kind: "type", text: seen };
}

/** Any number of the plan, picked with the arrow keys or by typing a part of its name, and how it came to be. */
export function Explain({ plan, space }: { readonly plan: Plan; readonly space: Space }): ReactElement {
  const [picker, setPicker] = useState(startOfList);
  const all = useMemo(() => entriesOf(plan), [plan]);
  const entries = useMemo(() => matching(all, picker.typed), [all, picker.typed]);
  useInput((input, key) => {
    const pressed = pickerKey(input, key);
    if (pressed !== null) setPicker((now) => afterKey(now, pressed, matching(all, now.typed).length));
  });
  const lines = explainRows(
    plan,
    entries,
    { ...picker, at: Math.min(picker.at, Math.max(0, entries.length - 1)) },
    space,
  );
  return createElement(Part, { lines, width: space.columns, height: space.rows, unicode: space.look.unicode });
}
