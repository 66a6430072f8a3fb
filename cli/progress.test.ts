import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress } from "./progress.ts";
import { fakeTerminal } from "./testing/fakes.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("without a terminal: plain lines, and of the status one in 5 s", () => {
  const terminal = fakeTerminal();
  let now = 0;
  const progress = createProgress(terminal, () => now);
  for (; now < 12_000; now += 1000) progress.status(`at ${now / 1000} s`);
  progress.step("next");
  progress.step("and next");
  progress.status("too soon");
  progress.log("done");
  progress.close();
  expect(terminal.text("err")).toBe("at 0 s\nat 5 s\nat 10 s\nnext\nand next\ndone\n");
  expect(terminal.text("out")).toBe("");
});

test("on a terminal: one line that is redrawn, lines that stay above it, and nothing left of it", () => {
  const terminal = fakeTerminal(true);
  let now = 0;
  const progress = createProgress(terminal, () => now);
  progress.status("x".repeat(200));
  now = 61_000;
  vi.advanceTimersByTime(500);
  progress.log("broker-1 is up");
  progress.close();
  const drawn = terminal.text("err").split("\r\u001b[2K");
  for (const line of drawn) expect(line.trimEnd().length).toBeLessThan(80);
  expect(drawn[1]).toMatch(/^⠋ 0 s x+$/);
  expect(drawn[2]).toMatch(/^⠙ 61 s x+$/);
  expect(drawn).toContain("broker-1 is up\n");
  expect(drawn.at(-1)).toBe("");
  const before = terminal.text("err");
  vi.advanceTimersByTime(5000);
  expect(terminal.text("err")).toBe(before);
});

test("a line that stays needs no status line", () => {
  const terminal = fakeTerminal(true);
  const progress = createProgress(terminal);
  progress.log("only this");
  progress.close();
  expect(terminal.text("err")).toBe("only this\n");
});
