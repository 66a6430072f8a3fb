import { expect, test } from "vitest";
import { countEvents } from "../proof/run-event.ts";
import { eventsText } from "./event-text.ts";

test("events are counted by kind, the most telling kinds first", () => {
  const kinds = ["leader-moved", "connection-lost", "connection-lost", "fault"] as const;
  const counts = countEvents(kinds.map((kind) => ({ kind })));
  expect(counts).toEqual({ "connection-lost": 2, "leader-moved": 1, fault: 1 });
  expect(eventsText(counts)).toBe("2 connections lost, 1 move of leaders, 1 step of a fault");
  expect(eventsText({})).toBeNull();
});
