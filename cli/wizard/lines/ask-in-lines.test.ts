import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { openWizard } from "../model/state.ts";
import { readOrigin } from "../origins.ts";
import { openSession } from "../session.ts";
import { askInLines } from "./ask-in-lines.ts";

const claro = join(import.meta.dirname, "../../../stacks/claro");

/** What comes of answers that are all typed ahead. */
async function asked(...answers: readonly string[]) {
  const output = new PassThrough();
  const text: string[] = [];
  output.on("data", (chunk) => text.push(String(chunk)));
  const session = openSession(openWizard(await readOrigin(claro, "stacks/mine")));
  const asker = askInLines(Readable.from(answers.map((line) => `${line}\n`)), output);
  const how = await asker.ask(session, "/nowhere/claro");
  const next = how === "write" ? await asker.askNext() : null;
  asker.close();
  session.close();
  return { how, next, text: text.join(""), draft: session.snapshot().state.draft };
}

const enter = (times: number): string[] => Array.from({ length: times }, () => "");

test("empty answers keep everything, down to the question whether to write", async () => {
  const { how, next, text } = await asked(...enter(36), "yes", "2");
  expect([how, next]).toEqual(["write", "up"]);
  expect(text).toContain("2 of 9. What flows.");
  expect(text).toContain("Peak rate [485000 msg/s]:");
  expect(text).toContain("/nowhere/claro/workload.yaml: new");
  expect(text.split("\n").every((line) => !line.includes("\u001b"))).toBe(true);
});

test("a wrong answer is told and asked for again; help, back, the plan and the reason of a number are there", async () => {
  const { how, text, draft } = await asked("", "500 k msg/x", "500 k msg/s", "?", "<", "=", "=clusters.main.brokers");
  expect(how, "the answers end early").toBe("left");
  expect(text).toContain("Peak rate: `500 k msg/x` has the unknown unit");
  expect(text).toContain("Mean size of a message before compression.");
  expect(text).toContain("Peak rate [500 k msg/s]:");
  expect(text).toMatch(/claro: planned\. \d brokers carry 500,000 msg\/s/);
  expect(text).toContain("clusters.main.brokers");
  expect(draft.workload.edits).toHaveLength(1);
});

test("a choice is answered by number or by name", async () => {
  const byNumber = await asked(...enter(4), "2");
  expect(byNumber.draft.workload.value).toMatchObject({ topics: [{ keyed: false }] });
  const byName = await asked(...enter(4), "no");
  expect(byName.draft.workload.value).toMatchObject({ topics: [{ keyed: false }] });
  expect((await asked(...enter(4), "perhaps")).text).toContain("`perhaps` is none of them");
});

test("what is wrong at the end is asked for again, from its question on", async () => {
  const { how, text } = await asked("", "1 parsec", ...enter(35), "", "1 MB/s", ...enter(34), "yes", "4");
  expect(how).toBe("write");
  expect(text).toMatch(/This cannot be written yet:\n.*topics\.0\.rate.*\nPress Enter to mend the first:/);
});

test("another topic is asked about from its name on, and goes again", async () => {
  const { draft } = await asked("", "+", "", "calls", "1 MB/s", "1 kB");
  expect(draft.workload.value).toMatchObject({
    topics: [{ name: "network-events" }, { name: "calls", rate: "1 MB/s", size: "1 kB" }],
  });
  const gone = await asked("+", "x");
  expect(gone.draft.workload.value).toMatchObject({ topics: [{ name: "network-events" }] });
});
