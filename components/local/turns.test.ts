import { expect, test } from "vitest";
import { pause } from "../process/pause.ts";
import { Turns } from "./turns.ts";

test("work is done one after another, in the order in which it came", async () => {
  const turns = new Turns();
  const events: string[] = [];
  const work = (name: string, milliseconds: number) =>
    turns.take(name, async () => {
      events.push(`begin ${name}`);
      await pause(milliseconds);
      events.push(`end ${name}`);
      return name;
    });
  expect(await Promise.all([work("a", 10), work("b", 1)])).toEqual(["a", "b"]);
  expect(events).toEqual(["begin a", "end a", "begin b", "end b"]);
});

test("after a failure nothing further begins, and says because of whom", async () => {
  const turns = new Turns();
  const first = turns.take("broker-1", () => Promise.reject(new Error("does not start")));
  const second = turns.take("broker-2", () => Promise.resolve("restarted"));
  await expect(first).rejects.toThrow("does not start");
  await expect(second).rejects.toMatchObject({
    code: "PLM-TURN-101",
    message: "broker-2 was left as it was, because the restart of broker-1 failed",
  });
});
