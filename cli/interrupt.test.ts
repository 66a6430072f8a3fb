import { EventEmitter } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { interruptible, type SignalSource } from "./interrupt.ts";

class FakeProcess extends EventEmitter implements SignalSource {
  readonly exits: number[] = [];

  exit(code: number): void {
    this.exits.push(code);
  }
}

afterEach(() => vi.restoreAllMocks());

function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve("ended in order")));
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"])("%s lets the work end in order, once", async (name) => {
  const source = new FakeProcess();
  const told: string[] = [];
  const work = interruptible(untilAborted, (how) => told.push(how), source);
  source.emit(name);
  // The same key press, passed on by a wrapper.
  source.emit(name);
  expect(await work).toBe("ended in order");
  expect(told).toEqual(["in order"]);
  expect(source.exits).toEqual([]);
  expect(source.eventNames()).toEqual([]);
});

test("a second one that comes later exits at once with 130", async () => {
  const source = new FakeProcess();
  const told: string[] = [];
  const clock = vi.spyOn(performance, "now").mockReturnValue(0);
  void interruptible(
    () => new Promise(() => {}),
    (how) => told.push(how),
    source,
  );
  source.emit("SIGINT");
  clock.mockReturnValue(900);
  source.emit("SIGINT");
  expect(told).toEqual(["in order", "at once"]);
  expect(source.exits).toEqual([130]);
});

test("work that nobody stops is left alone, and an error of it passes through", async () => {
  const source = new FakeProcess();
  const told: string[] = [];
  await expect(
    interruptible(
      () => Promise.reject(new Error("own")),
      (how) => told.push(how),
      source,
    ),
  ).rejects.toThrow("own");
  expect(told).toEqual([]);
  expect(source.eventNames()).toEqual([]);
});

test("an error that nobody caught lets the work take down what it started, and is what comes out", async () => {
  const source = new FakeProcess();
  const told: string[] = [];
  const work = interruptible(untilAborted, (how) => told.push(how), source);
  source.emit("uncaughtException", new Error("from a thread"));
  await expect(work).rejects.toThrow("from a thread");
  expect(told).toEqual([]);
});

test("an error that nobody caught while the work is being stopped is no news", async () => {
  const source = new FakeProcess();
  const work = interruptible(untilAborted, () => {}, source);
  source.emit("SIGINT");
  source.emit("uncaughtException", new Error("thread ended"));
  expect(await work).toBe("ended in order");
});
