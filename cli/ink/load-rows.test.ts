import { expect, test } from "vitest";
import type { LiveSecond } from "../../loadgen/engine/live-second.ts";
import type { FaultRecord } from "../../loadgen/faults/fault.ts";
import { curve, loadRows } from "./load-rows.ts";
import { afterNews, type LoadNews, stateAtFirst } from "./load-state.ts";

const load = { name: "claro", durationSeconds: 30, warmupSeconds: 60 };

const second = (t: number, change: Partial<LiveSecond> = {}): LoadNews => ({
  kind: "second",
  second: {
    t,
    dueMessages: 9_700,
    acknowledgedMessages: 9_700,
    acknowledgedBytes: 13_200_000,
    consumedMessages: 9_650,
    consumedBytes: 13_100_000,
    p50: 1.2,
    p99: 4.5,
    p999: 8,
    max: 12,
    retries: 0,
    droppedMessages: 0,
    behindMessages: 0,
    errors: {},
    unreadMessages: 120,
    faults: [],
    ...change,
  },
});

const after = (...news: LoadNews[]) => news.reduce(afterNews, stateAtFirst(load));
const rowsAfter = (...news: LoadNews[]) => loadRows(after(...news));
const textOf = (label: string, ...news: LoadNews[]) => rowsAfter(...news).find((row) => row.label === label)?.text;

test("before the load there is what is being prepared", () => {
  expect(rowsAfter({ kind: "step", text: "creating topics" })).toEqual([
    { label: "", text: "creating topics", tone: "usual" },
  ]);
});

test("a load that holds has nothing bad on its screen", () => {
  const rows = rowsAfter(
    { kind: "ceiling", messagesPerSecond: 970_000 },
    { kind: "measuring", fromSeconds: 8 },
    second(20),
  );
  expect(rows.filter(({ tone }) => tone === "bad")).toEqual([]);
  expect(rows.map(({ label, text }) => `${label}: ${text}`)).toEqual([
    "time: measured 12 s of 30 s, 18 s left",
    "rate: 9,700 msg/s of 9,700 msg/s due, 13.2 MB/s █",
    "ceiling: the generator offers 970,000 msg/s at most; the load is 1.0 % of it",
    "latency: 50 % 1.2 ms, 99 % 4.5 ms, 99.9 % 8 ms, longest 12 ms",
    "lag: 120 messages to be read, 0 due and not sent; 9,650 msg/s read",
    "errors: none",
  ]);
});

test("the time left is the longest it can be until the end of the warm-up is known", () => {
  expect(textOf("time", second(4))).toBe("warm-up, 4 s; at most 86 s left");
  expect(textOf("time", second(4), { kind: "measuring", fromSeconds: 5 })).toBe("warm-up, 4 s; 31 s left");
  expect(textOf("time", { kind: "measuring", fromSeconds: 5 }, second(36))).toBe(
    "measured; reading what is left, and auditing",
  );
});

test("what falls behind, stands still or fails stands out", () => {
  const still = second(3, {
    acknowledgedMessages: 0,
    behindMessages: 9_700,
    p50: null,
    p99: null,
    p999: null,
    max: null,
  });
  const bad = rowsAfter(still).filter(({ tone }) => tone === "bad");
  expect(bad.map(({ label }) => label)).toEqual(["rate", "latency"]);
  const errors = { NOT_LEADER_OR_FOLLOWER: 20, REQUEST_TIMED_OUT: 1 };
  const twice = rowsAfter(second(3, { errors }), second(4, { errors })).find(({ label }) => label === "errors");
  expect(twice).toEqual({ label: "errors", text: "40 NOT_LEADER_OR_FOLLOWER, 2 REQUEST_TIMED_OUT", tone: "bad" });
});

test("each fault tells how far it is", () => {
  const record = { text: "kill broker 2", planned: 20, began: null, ended: null, failure: null };
  const row = (t: number, change: Partial<FaultRecord>) =>
    textOf("fault", second(t, { faults: [{ ...record, ...change }] }));
  expect(row(8, {})).toBe("kill broker 2: in 12 s");
  expect(row(23, { began: 20 })).toBe("kill broker 2: for 3 s");
  expect(row(33, { began: 20, ended: 31 })).toBe("kill broker 2: over, after 11 s");
  expect(row(33, { began: 20, failure: "no such process" })).toBe("kill broker 2: no such process");
});

test("the curve goes from nothing to the highest of the last seconds, and forgets older ones", () => {
  expect(curve([0, 50, 100])).toBe("▁▅█");
  expect(curve([])).toBe("");
  const seconds = Array.from({ length: 100 }, (_, i) => second(i + 1));
  expect(after(...seconds).rates.length).toBe(40);
});
