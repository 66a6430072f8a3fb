import { expect, test } from "vitest";
import type { EventDetail } from "../../proof/run-event.ts";
import type { ConsumerEvents } from "../driver.ts";
import type { ClusterClient } from "./cluster-client.ts";
import type { LeaderQueries } from "./leader-queries.ts";
import { LogKeeper } from "./log-keeper.ts";
import { Position } from "./position.ts";

test("a log that an election cut is told of with how many messages that were read are gone", async () => {
  const told: [kind: string, text: string, detail: EventDetail | undefined][] = [];
  const events = { event: (...event: (typeof told)[number]) => void told.push(event) };
  // Read up to 50 after election 1; the leader of election 2 has of it what lies before 30.
  const position = new Position(0, 1);
  position.note(1, 0);
  position.offset = 50;
  const cluster = { refresh: async () => {}, epoch: () => 2 };
  const leaders = { epochEnd: async () => ({ partition: 7, error: 0, epoch: 1, end: 30 }) };
  const keeper = new LogKeeper(
    { group: "g", topic: "t", events: events as unknown as ConsumerEvents },
    cluster as unknown as ClusterClient,
    leaders as unknown as LeaderQueries,
    new Map([[7, position]]),
    { settled: () => {}, checked: () => {} },
  );
  await keeper.check(7);
  expect(told).toEqual([
    [
      "log-cut",
      "group g: log of partition 7 of t was cut at offset 30: 20 messages that were read are gone",
      { topic: "t", messages: 20 },
    ],
  ]);
  expect(position.offset).toBe(30);
});
