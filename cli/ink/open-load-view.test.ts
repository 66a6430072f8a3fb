import { PassThrough } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { proof } from "../../loadgen/report/fixtures.ts";
import { fakeTerminal } from "../testing/fakes.ts";
import { openLoadView } from "./open-load-view.ts";

const load = { name: "claro", durationSeconds: 30, warmupSeconds: 5 };
const live = { p999: 8, max: 12, errors: {}, unreadMessages: 0, faults: [] };
const second = { ...proof.series[0]!, ...live };

/** A load drawn on a screen of 100 columns whose every write is kept. */
function drawn() {
  const err = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 });
  const writes: string[] = [];
  err.on("data", (chunk) => writes.push(String(chunk)));
  const view = openLoadView({ ...fakeTerminal(true), err }, load);
  onTestFinished(() => view.close());
  return { view, writes, text: () => writes.join("") };
}

test("shows the load, and what is logged above it", async () => {
  const { view, text } = drawn();
  view.second(second);
  view.log("12.0 s: fault: kill broker 2");
  await delay(400);
  expect(text()).toContain("load of claro");
  expect(text()).toMatch(/rate.*24,250 msg\/s/);
  expect(text()).toContain("12.0 s: fault: kill broker 2\n");
});

test("is drawn at most four times a second, however much happens", async () => {
  const { view, writes } = drawn();
  const before = writes.length;
  for (let t = 1; t <= 100; t++) {
    view.second({ ...second, t });
    await delay(10);
  }
  const frames = writes.slice(before).filter((write) => write.includes("rate"));
  expect(frames.length).toBeGreaterThan(1);
  expect(frames.length).toBeLessThanOrEqual(6);
});

test("leaves the cursor, the logged lines and nothing else", async () => {
  const { view, text } = drawn();
  view.second(second);
  view.log("stopping: the load");
  await delay(300);
  view.close();
  view.close();
  await delay(50);
  const after = text();
  expect(after.lastIndexOf("\u001b[?25h")).toBeGreaterThan(after.lastIndexOf("\u001b[?25l"));
  view.second(second);
  view.log("told later");
  expect(text().slice(after.length)).toBe("told later\n");
});
