import { expect, it } from "vitest";
import { leftovers, leftoversHint } from "./leftovers.ts";

const now = Date.UTC(2026, 0, 10);
const made = (daysAgo: number) => `${(now - daysAgo * 86_400_000).toString(36)}0a1f`;

it("tells topics of loads that are older than a day, and no others", () => {
  const old = [
    `plimsoll-proof-${made(1.1)}-events`,
    `plimsoll-proof-${made(3)}-probe-events`,
    `plimsoll-mark-${made(2)}`,
    `plimsoll-find-max-${made(2)}-3-events`,
    `plimsoll-calibrate-${made(4)}`,
  ];
  const others = [`plimsoll-proof-${made(0.9)}-events`, "plimsoll-proof-events", "plimsoll-mark-of-ours", "events"];
  expect(leftovers([...others, ...old], now)).toEqual(old);
  expect(leftoversHint(others, now)).toBeNull();
  expect(leftoversHint([...old, `plimsoll-mark-${made(9)}`], now)).toBe(
    `6 topics of former runs were never removed (${old.slice(0, 3).join(", ")}, ...); remove them with kafka-topics --delete`,
  );
});
