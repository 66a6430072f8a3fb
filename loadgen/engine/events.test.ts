import { describe, expect, test } from "vitest";
import { Events } from "./events.ts";

describe("the events of a run", () => {
  test("each is noted once, however many threads tell of it within a second", () => {
    const told: string[] = [];
    const events = new Events((t, text) => told.push(`${t} ${text}`));
    events.note(4, "leader-moved", "p0 moved");
    events.note(4.9, "leader-moved", "p0 moved");
    events.note(4.9, "leader-moved", "p1 moved");
    events.note(5, "leader-moved", "p0 moved");
    expect(told).toEqual(["4 p0 moved", "4.9 p1 moved", "5 p0 moved"]);
  });

  test("they keep what they say to a program", () => {
    const events = new Events();
    events.note(4, "log-cut", "cut", { topic: "t", messages: 20 });
    events.note(9, "fault", "killed");
    expect(events.inOrder()).toEqual([
      { t: 4, kind: "log-cut", text: "cut", topic: "t", messages: 20 },
      { t: 9, kind: "fault", text: "killed" },
    ]);
  });

  test("they are in the order in which they happened, not in that in which they were told", () => {
    const events = new Events();
    events.note(7, "fault", "later");
    events.note(3, "fault", "earlier");
    expect(events.inOrder().map(({ t }) => t)).toEqual([3, 7]);
  });
});
