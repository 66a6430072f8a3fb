import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fit, most, type Need } from "./fit.ts";
import { offer, offers, rules } from "./testing/samples.ts";

const gib = 1024 ** 3;
const tib = 1024 ** 4;
const mib = 1024 ** 2;
const need = (more: Partial<Need>): Need => ({ bytes: gib, write: 0, read: 0, iops: 0, ...more });

describe("the most of an offer", () => {
  test("local disks: the sum of them, of read and write IOPS the lower", () => {
    expect(most(offer("fast.large"))).toEqual({
      bytes: 5e12,
      write: 660e6,
      read: 1320e6,
      together: null,
      iops: 130_000,
    });
  });

  test("rates that the catalogue does not know are not known", () => {
    expect(most(offer("old.large"))).toEqual({ bytes: 12e12, write: null, read: null, together: null, iops: null });
  });

  test("volumes: what they carry together, or the host if that is less", () => {
    // 4 x 1000 MiB/s is more than 625 MB/s; 4 x 500 IOPS is less than 20,000
    expect(most(offer("any.large+gp"))).toMatchObject({ bytes: 64 * tib, together: 625e6, iops: 20_000 });
    expect(most(offer("any.large+hdd"))).toMatchObject({ write: 625e6, iops: 2000 });
    expect(most(offer("cloud.large"))).toMatchObject({ together: 20 * 80e6, iops: 2000 });
  });

  test("managed storage grows by itself", () => {
    expect(most(offer("service.large")).bytes).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("fit", () => {
  test("the fewest volumes, each as small and slow as it may be", () => {
    // 20 TiB / 16 TiB: 2 volumes; 500 MB/s / 2 = 238.4 MiB/s each
    expect(fit(offer("any.large+gp"), need({ bytes: 20 * tib, write: 400e6, read: 100e6 }), rules)).toEqual({
      kind: "volumes",
      count: 2,
      size: 10 * tib,
      throughput: 239 * mib,
      iops: 3000,
    });
  });

  test("throughput or IOPS may ask for more volumes than the bytes do", () => {
    expect(fit(offer("cloud.large"), need({ write: 170e6 }), rules)).toMatchObject({ count: 3 });
    expect(fit(offer("any.large+hdd"), need({ iops: 1001 }), rules)).toMatchObject({ count: 3 });
  });

  test("reads and writes share a volume's and the host's throughput", () => {
    expect(fit(offer("any.large+gp"), need({ write: 500e6, read: 200e6 }), rules)).toEqual({
      kind: "short",
      shortages: [{ resource: "diskThroughput", needed: 700e6, available: 625e6, unit: "B/s" }],
    });
  });

  test("local disks read and write beside each other, and say all that they lack", () => {
    expect(fit(offer("fast.large"), need({ write: 660e6, read: 1320e6 }), rules).kind).toBe("local");
    expect(fit(offer("fast.large"), need({ bytes: 6e12, write: 661e6, iops: 130_001 }), rules)).toEqual({
      kind: "short",
      shortages: [
        { resource: "disk", needed: 6e12, available: 5e12, unit: "B" },
        { resource: "diskWrite", needed: 661e6, available: 660e6, unit: "B/s" },
        { resource: "diskIops", needed: 130_001, available: 130_000, unit: "1/s" },
      ],
    });
  });

  test("managed storage holds what there is", () => {
    expect(fit(offer("service.large"), need({ bytes: 1e18 }), rules)).toEqual({ kind: "managed", size: 1e18 });
  });
});

test("volumes that fit do all that is needed, within their limits, and one fewer would not", () => {
  const withVolumes = offers().filter(({ storage }) => storage.kind === "volumes");
  const needs = fc.record({
    bytes: fc.double({ min: 1, max: 80 * tib, noNaN: true }),
    write: fc.double({ min: 0, max: 700e6, noNaN: true }),
    read: fc.double({ min: 0, max: 700e6, noNaN: true }),
    iops: fc.integer({ min: 0, max: 25_000 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...withVolumes), needs, (offer, need) => {
      const found = fit(offer, need, rules);
      if (found.kind !== "volumes" || offer.storage.kind !== "volumes") return found.kind === "short";
      const { volume } = offer.storage;
      const { count, size, throughput, iops } = found;
      const carried = need.write + need.read;
      const exact = 1 + 1e-9;
      expect(count * size * exact).toBeGreaterThanOrEqual(need.bytes);
      expect(count * throughput * exact).toBeGreaterThanOrEqual(carried);
      expect(count * (iops ?? 0)).toBeGreaterThanOrEqual(need.iops);
      expect(size % gib).toBe(0);
      expect(size).toBeLessThanOrEqual(volume.largest);
      expect(throughput).toBeLessThanOrEqual(volume.mostThroughput);
      expect(iops).toBeLessThanOrEqual(volume.mostIops!);
      expect(count).toBeLessThanOrEqual(offer.storage.most);
      const fewer = count - 1;
      return (
        fewer === 0 ||
        fewer * volume.largest < need.bytes ||
        fewer * volume.mostThroughput < carried ||
        fewer * volume.mostIops! < need.iops
      );
    }),
  );
});
