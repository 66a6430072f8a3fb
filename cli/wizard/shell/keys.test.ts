import type { Key } from "ink";
import { expect, test } from "vitest";
import { actOf, type KeyPlace, keysIn } from "./keys.ts";

const none = {
  ...{ upArrow: false, downArrow: false, leftArrow: false, rightArrow: false, pageDown: false, pageUp: false },
  ...{ home: false, end: false, return: false, escape: false, ctrl: false, shift: false, tab: false },
  ...{ backspace: false, delete: false, meta: false, super: false, hyper: false, capsLock: false, numLock: false },
} as Key;
const place: KeyPlace = { overlay: "none", help: false, panel: false, focus: "text", last: false, kept: false };
const act = (input: string, key: Partial<Key> = {}, at: Partial<KeyPlace> = {}) =>
  actOf(input, { ...none, ...key }, { ...place, ...at });

test.each<[string, ReturnType<typeof act>, unknown]>([
  ["a letter is typed", act("a"), { type: "stroke", stroke: "insert", text: "a" }],
  ["a letter does nothing to a choice", act("a", {}, { focus: "choice" }), null],
  ["a space changes a choice", act(" ", {}, { focus: "choice" }), { type: "choose", by: 1 }],
  ["right moves in a text", act("", { rightArrow: true }), { type: "stroke", stroke: "move", to: "right" }],
  ["right changes a choice", act("", { rightArrow: true }, { focus: "choice" }), { type: "choose", by: 1 }],
  ["Enter goes to the next question", act("", { return: true }), { type: "focus", by: 1 }],
  ["Enter at the last one goes on", act("", { return: true }, { last: true }), { type: "screen", by: 1 }],
  ["Enter at the review writes", act("", { return: true }, { focus: "review" }), { type: "write" }],
  ["Shift-Tab goes back", act("", { tab: true, shift: true }), { type: "focus", by: -1 }],
  [
    "Esc closes an overlay first",
    act("", { escape: true }, { overlay: "explain", help: true }),
    { type: "overlay", overlay: "explain" },
  ],
  ["then the help", act("", { escape: true }, { help: true, panel: true }), { type: "help" }],
  ["then the panel", act("", { escape: true }, { panel: true }), { type: "panel" }],
  ["then goes back", act("", { escape: true }), { type: "screen", by: -1 }],
  ["an overlay has the other keys to itself", act("a", {}, { overlay: "explain" }), null],
  ["its own key closes it", act("e", { ctrl: true }, { overlay: "explain" }), { type: "overlay", overlay: "explain" }],
  ["and not another's", act("r", { ctrl: true }, { overlay: "explain" }), null],
  ["Ctrl-K keeps a variant", act("k", { ctrl: true }), { type: "keep" }],
  ["and compares once one is kept", act("k", { ctrl: true }, { kept: true }), { type: "overlay", overlay: "compare" }],
  [
    "Enter in the comparison keeps what is planned now",
    act("", { return: true }, { overlay: "compare", kept: true }),
    { type: "keep" },
  ],
  ["and means nothing in another overlay", act("", { return: true }, { overlay: "capacity" }), null],
  ["Ctrl-C leaves, whatever is open", act("c", { ctrl: true }, { overlay: "capacity" }), { type: "leave" }],
])("%s", (_, found, wanted) => {
  expect(found).toEqual(wanted);
});

test("what comes at once is taken apart at its control characters", () => {
  const parts = keysIn("ab\rc\t\u007f\u0013", none).map(([input, { return: enter, tab, backspace, ctrl }]) =>
    [input, enter && "enter", tab && "tab", backspace && "backspace", ctrl && "ctrl"].filter(Boolean).join(" "),
  );
  expect(parts).toEqual(["ab", "enter", "c", "tab", "backspace", "s ctrl"]);
  expect(keysIn("660 MB/s", none)).toEqual([["660 MB/s", none]]);
});
