import { expect, it } from "vitest";
import { RateBudget, ShareBudget } from "./pace.ts";

it("lets no more be read than its rate in the long run, whatever the portions", () => {
  let now = 0;
  const budget = new RateBudget(1_000_000, () => now);
  let read = 0;
  for (let i = 0; now < 10_000; i++) {
    const wait = budget.waitMs();
    if (wait > 0) {
      now += wait;
      continue;
    }
    const portion = i % 3 === 0 ? 300_000 : 10_000;
    budget.spend(portion);
    read += portion;
  }
  // 10 s of 1 MB/s and at most one portion that was begun with nothing owed.
  expect(read).toBeGreaterThan(9_990_000);
  expect(read).toBeLessThanOrEqual(10_300_000);
});

it("saves up no more than a burst while nothing is read", () => {
  let now = 0;
  const budget = new RateBudget(1_000_000, () => now);
  now = 60_000;
  expect(budget.waitMs()).toBe(0);
  budget.spend(150_000);
  // 50 ms of the rate were saved: 100,000 B are owed.
  expect(budget.waitMs()).toBeCloseTo(100);
});

it("lets a share be read of what another reads", () => {
  const budget = new ShareBudget(0.1);
  expect(budget.waitMs()).toBeGreaterThan(0);
  budget.earn(1_000_000);
  expect(budget.waitMs()).toBe(0);
  budget.spend(70_000);
  expect(budget.waitMs()).toBe(0);
  budget.spend(70_000);
  expect(budget.waitMs()).toBeGreaterThan(0);
  budget.earn(400_001);
  expect(budget.waitMs()).toBe(0);
});
