import { expect, test } from "vitest";
import { parsePrices } from "./prices.ts";
import { offer, prices, rawPrices, rules } from "./testing/samples.ts";
import { writtenCost, zoneTrafficCost } from "./traffic.ts";

test("traffic between zones: 100 MB/s for 730 h is 262,800 GB", () => {
  const cost = zoneTrafficCost(prices(), 100e6, rules);
  expect(cost?.value).toBeCloseTo(262_800 * 0.02);
  expect(cost).toMatchObject({ unit: "USD/month", basis: { source: "a page, as of 2026-01-31" } });
});

test("a price file may say nothing of traffic", () => {
  const { traffic: _, ...rest } = rawPrices();
  expect(zoneTrafficCost(parsePrices(rest, "prices.yaml"), 100e6, rules)).toBeNull();
});

test("what producers write is billed only where the storage says so", () => {
  expect(writtenCost(offer("service.large"), 10e6, rules)?.value).toBeCloseTo(26_280 * 0.01);
  expect(writtenCost(offer("any.large+gp"), 10e6, rules)).toBeNull();
  expect(writtenCost(offer("fast.large"), 10e6, rules)).toBeNull();
});
