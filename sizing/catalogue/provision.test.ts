import fc from "fast-check";
import { expect, test } from "vitest";
import { costOf, totalOf } from "./cost.ts";
import { fit, type Need } from "./fit.ts";
import { provision } from "./provision.ts";
import { offer, offers, rules } from "./testing/samples.ts";

const tib = 1024 ** 4;
const need: Need = { bytes: 20 * tib, write: 400e6, read: 100e6, iops: 0 };

function provisioned(name: string, need: Need) {
  const result = provision(offer(name), need, rules);
  if (result.kind === "short") throw new Error("does not fit");
  return result;
}

test("every number has its formula, its inputs and its source", () => {
  const { disks, cost } = provisioned("any.large+gp", need);
  if (disks.kind !== "volumes") throw new Error("no volumes");
  expect(disks.count).toMatchObject({
    value: 2,
    unit: "count",
    inputs: { bytes: 20 * tib, bytesPerSecond: 500e6, largest: 16 * tib },
    basis: { name: "gp", source: "a page, as of 2026-01-31" },
  });
  expect(disks.throughput).toMatchObject({ value: 239 * 1024 ** 2, inputs: { includedIops: 3000, iopsPerGib: 500 } });
  expect(cost?.host).toMatchObject({
    unit: "USD/month",
    inputs: { price: 0.4, per: "hour", billingMonthSeconds: 730 * 3600 },
    basis: { name: "on-demand", source: "a page, as of 2026-01-31" },
  });
  expect(cost?.total.value).toBeCloseTo(1939.52);
});

test("the explained numbers are those of the search", () => {
  const needs = fc.record({
    bytes: fc.double({ min: 1, max: 20 * tib, noNaN: true }),
    write: fc.double({ min: 0, max: 400e6, noNaN: true }),
    read: fc.double({ min: 0, max: 400e6, noNaN: true }),
    iops: fc.integer({ min: 0, max: 25_000 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...offers()), needs, (offer, need) => {
      const [plain, explained] = [fit(offer, need, rules), provision(offer, need, rules)];
      if (plain.kind === "short" || explained.kind === "short") {
        expect(explained).toEqual(plain);
        return;
      }
      const cost = costOf(offer, plain);
      expect(explained.cost?.total.value).toEqual(cost === null ? undefined : totalOf(cost));
      if (plain.kind !== "volumes" || explained.disks.kind !== "volumes") return;
      const { count, size, throughput, iops } = explained.disks;
      expect([count.value, size.value, throughput.value, iops.value]).toEqual([
        plain.count,
        plain.size,
        plain.throughput,
        plain.iops,
      ]);
    }),
  );
});

test("as an inventory's disks, volumes have no more of the host's limits than their share", () => {
  // 2 volumes of 239 MiB/s: under 625 MB/s / 2. 3 for their IOPS, of 1,000 MiB/s at most: 625 MB/s / 3.
  expect(provisioned("any.large+gp", need).groups).toEqual([
    {
      size: 10 * tib,
      count: 2,
      raid: "jbod",
      type: "network",
      write: 239 * 1024 ** 2,
      read: 239 * 1024 ** 2,
      iops: 3000,
    },
  ]);
  const [group] = provisioned("any.large+hdd", { ...need, bytes: 48 * tib, write: 0, read: 0 }).groups;
  expect(group).toMatchObject({ count: 3, write: 625e6 / 3, iops: 500 });
});

test("local disks and managed bytes as an inventory's disks", () => {
  const some: Need = { bytes: 1e12, write: 0, read: 0, iops: 0 };
  expect(provisioned("fast.large", some).groups).toEqual([
    { size: 2.5e12, count: 2, raid: "jbod", type: "nvme", write: 330e6, read: 660e6, iops: 65_000 },
  ]);
  expect(provisioned("service.large", some).groups).toEqual([{ size: 1e12, count: 1, raid: "jbod" }]);
});

test("without a price the disks are there, and no cost", () => {
  expect(provisioned("cloud.large", { bytes: tib, write: 0, read: 0, iops: 0 })).toMatchObject({
    disks: { kind: "volumes", volume: "plain" },
    cost: null,
  });
});
