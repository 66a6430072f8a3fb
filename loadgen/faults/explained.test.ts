import { expect, it } from "vitest";
import type { EventKind } from "../proof/run-event.ts";
import { proof } from "../report/fixtures.ts";
import { unexplained } from "./explained.ts";

const [fault] = proof.faults;
const at = (...times: number[]) => times.map((t) => ({ t, kind: "connection-lost" as const, text: `event at ${t}` }));

it("explains what happens while a fault is felt and shortly after, and nothing else", () => {
  // Began at 12.01, ended at 17.4, recovered at 20.
  expect(unexplained({ events: at(3, 12.05, 19, 34.9, 35.1), faults: [fault!] })).toEqual(at(3, 35.1));
  expect(unexplained({ events: at(3, 12.05), faults: [] })).toEqual(at(3, 12.05));
});

it("leaves to the next fault what comes after it", () => {
  const faults = [
    { ...fault!, recovered: null },
    { ...fault!, began: 25, ended: 26, recovered: 30 },
  ];
  expect(unexplained({ events: at(24, 44.9, 45.1), faults })).toEqual(at(45.1));
});

it("explains all that follows a fault that was not taken back or not recovered from, and nothing by one that never began", () => {
  expect(unexplained({ events: at(3, 300), faults: [{ ...fault!, ended: null }] })).toEqual(at(3));
  expect(unexplained({ events: at(3, 300), faults: [{ ...fault!, recovered: null }] })).toEqual(at(3));
  expect(unexplained({ events: at(3, 300), faults: [{ ...fault!, began: null }] })).toEqual(at(3, 300));
});

it("takes a leader's way back, which comes minutes after a broker's, for explained; and what the run does itself", () => {
  const of = (kind: EventKind, t: number) => ({ t, kind, text: kind });
  // Recovered at 20.
  const events = [of("leader-moved", 11), of("leader-moved", 334), of("leader-moved", 336), of("throttled", 334)];
  expect(unexplained({ events, faults: [fault!] })).toEqual([events[0], events[2], events[3]]);
  expect(unexplained({ events: [of("fault", 3), of("consumers-restarted", 4)], faults: [] })).toEqual([]);
});
