import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { render } from "ink-testing-library";
import { createElement as h } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openWizard } from "../model/state.ts";
import { readOrigin } from "../origins.ts";
import { openSession, type Session } from "../session.ts";
import { WizardView } from "./wizard-view.ts";

const claro = join(import.meta.dirname, "../../../stacks/claro");
const [enter, esc, down, right, ctrl] = [
  "\r",
  "\u001b",
  "\u001b[B",
  "\u001b[C",
  (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 96),
];

let folder = "";
let session: Session;
const ends: string[] = [];
let screen: ReturnType<typeof render>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plimsoll-wizard-"));
  session = openSession(openWizard(await readOrigin(claro, "stacks/mine")));
  await session.settled();
  ends.length = 0;
  const look = { colour: false, unicode: true };
  screen = render(h(WizardView, { session, out: folder, look, onEnd: (how) => ends.push(how) }));
});
afterEach(async () => {
  screen.unmount();
  session.close();
  await rm(folder, { recursive: true, force: true });
});

const shown = (): string => stripVTControlCharacters(screen.lastFrame() ?? "");

/** Presses keys and waits until the screen has a text. */
async function press(keys: readonly string[], text: string): Promise<string> {
  for (const key of keys) {
    screen.stdin.write(key);
    // A lone esc is told from the beginning of a sequence by what follows it.
    await new Promise((resolve) => setTimeout(resolve, key === esc ? 60 : 5));
  }
  await vi.waitFor(() => expect(shown()).toContain(text), { timeout: 5000 });
  return shown();
}

test("questions and plan stand beside each other, and the plan follows the keys", async () => {
  await press([], "Peak rate     485000 msg/s");
  const after = await press([down, ...Array(7).fill("\u007f"), "/s"], "48500/s");
  expect(after).toMatch(/! `48500\/s`/);
  await press(["\u007f", "\u007f", " msg/s"], "48,500 msg/s");
});

test("what is typed at once is as many keys as it is", async () => {
  await press([`${"\u007f".repeat(14)}events\r`], "Topic         events");
  expect(session.snapshot().state).toMatchObject({
    focus: 1,
    draft: { workload: { value: { topics: [{ name: "events" }] } } },
  });
});

test("Enter goes on, Esc goes back, ? helps", async () => {
  await press([enter, enter, enter, enter, enter], "How long it must stay");
  await press(["?"], "How long data is kept, or how much of it");
  await press([], "^S review");
  await press([esc, esc], "What flows");
});

test("a choice is changed by the arrows", async () => {
  await press([down, down, down, down, right], "yes [no]");
  expect(session.snapshot().state.draft.workload.value).toMatchObject({ topics: [{ keyed: false }] });
});

test("the review shows what would be written, and Enter writes", async () => {
  await press([ctrl("s")], "Enter writes these files.");
  await press([], "+ name: claro");
  screen.stdin.write(enter);
  await vi.waitFor(() => expect(ends).toEqual(["write"]));
});

test("with a fault nothing is written: the review says what is wrong, and Enter leads there", async () => {
  await press([down, "x", ctrl("s")], "Before it can be written:");
  expect(shown()).toContain("topics.0.rate");
  expect(shown()).toMatch(/^Enter mend /m);
  await press([enter], "> Peak rate");
  await press([ctrl("u"), "5 MB/s", ctrl("s")], "Enter writes these files.");
  expect(ends).toEqual([]);
});

test("Ctrl-C leaves", async () => {
  screen.stdin.write(ctrl("c"));
  await vi.waitFor(() => expect(ends).toEqual(["left"]));
});

test("a number is explained, a variant compared, machines turned round; the same key closes", async () => {
  await press([ctrl("k"), ctrl("k")], "Esc close");
  expect(session.snapshot().state.overlay).toBe("compare");
  await press([ctrl("k")], "? help");
  await press([ctrl("e")], "why a number is so");
  await press([esc, ctrl("r")], "what these machines carry");
  await press([esc], "? help");
  expect(session.snapshot().state.overlay).toBe("none");
});
