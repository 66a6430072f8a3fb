import { expect, test } from "vitest";
import { costOf, iopsOfOne, totalOf } from "./cost.ts";
import { fit } from "./fit.ts";
import { offer, rules } from "./testing/samples.ts";

const tib = 1024 ** 4;

function monthly(name: string, need: Parameters<typeof fit>[1], term?: "reserved-3y") {
  const chosen = offer(name, term);
  const disks = fit(chosen, need, rules);
  if (disks.kind === "short") throw new Error("does not fit");
  return costOf(chosen, disks);
}

test("space and throughput beyond what is included", () => {
  const cost = monthly("any.large+gp", { bytes: 20 * tib, write: 400e6, read: 100e6, iops: 0 })!;
  expect(cost.host).toBeCloseTo(0.4 * 730);
  expect(cost.storage).toBeCloseTo(2 * 10_240 * 0.08);
  expect(cost.throughput).toBeCloseTo(2 * (239 - 125) * 0.04);
  expect(cost.iops).toBe(0);
  expect(totalOf(cost)).toBeCloseTo(292 + 1638.4 + 9.12);
});

test("IOPS beyond what is included, each at the price of its tier", () => {
  const some = { bytes: tib, write: 0, read: 0 };
  expect(monthly("any.large+gp", { ...some, iops: 5000 })!.iops).toBeCloseTo(2000 * 0.005);
  // None of io's are included: 10,000 at 0.06 and 5,000 at 0.04.
  expect(monthly("any.large+io", { ...some, iops: 15_000 })!.iops).toBeCloseTo(600 + 200);
});

test("throughput that comes with the volume costs nothing", () => {
  const need = { bytes: 10 * tib, write: 300e6, read: 0, iops: 0 };
  expect(monthly("any.large+hdd", need)).toMatchObject({ throughput: 0, iops: 0 });
  expect(monthly("any.large+io", need)).toMatchObject({ throughput: 0 });
});

test("local disks come with the host; a year is 12 months", () => {
  const need = { bytes: tib, write: 0, read: 0, iops: 0 };
  expect(monthly("fast.large", need, "reserved-3y")).toEqual({ host: 300, storage: 0, throughput: 0, iops: 0 });
});

test("managed storage is paid by its bytes", () => {
  const cost = monthly("service.large", { bytes: tib, write: 0, read: 0, iops: 0 })!;
  expect(cost.storage).toBeCloseTo(1024 * 0.1);
});

test("without a price there is no cost", () => {
  expect(monthly("cloud.large", { bytes: tib, write: 0, read: 0, iops: 0 })).toBeNull();
});

test("a tier counts only what lies in it", () => {
  const tiers = [
    { above: 0, price: 3 },
    { above: 10, price: 2 },
    { above: 20, price: 1 },
  ] as const;
  expect(iopsOfOne(25, 0, [...tiers])).toBe(30 + 20 + 5);
  expect(iopsOfOne(15, 12, [...tiers])).toBe(3 * 2);
  expect(iopsOfOne(5, 8, [...tiers])).toBe(0);
});
