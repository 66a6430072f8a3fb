import { expect, test } from "vitest";
import { buy, type Share } from "./buy.ts";
import { catalogue } from "./testing/samples.ts";

const gib = 1024 ** 3;
const tib = 1024 ** 4;
const mib = 1024 ** 2;
const steps = { sizeStepBytes: gib, throughputStepBytesPerSecond: mib };

function bought(name: string, share: Partial<Share>) {
  const volume = catalogue().volumes.find((volume) => volume.name === name)!;
  const { size, throughput, iops } = buy(
    volume,
    { bytes: 0, bytesPerSecond: 0, operationsPerSecond: 0, ...share },
    steps,
  );
  return [size / gib, throughput / mib, iops];
}

test("space alone comes with what is included", () => {
  expect(bought("gp", { bytes: 100 * gib })).toEqual([100, 125, 3000]);
  expect(bought("gp", { bytes: 100 * gib + 1 })).toEqual([101, 125, 3000]);
});

test("throughput is bought in whole MiB/s, and the IOPS that carry it with it", () => {
  // 1000 / 0.25 = 4000 IOPS, which 4000 / 500 = 8 GiB may have
  expect(bought("gp", { bytes: gib, bytesPerSecond: 999.5 * mib })).toEqual([8, 1000, 4000]);
  expect(bought("gp", { bytes: 10 * gib, bytesPerSecond: 200 * mib })).toEqual([10, 200, 3000]);
});

test("IOPS ask for their GiB", () => {
  expect(bought("gp", { bytes: gib, operationsPerSecond: 15_999.1 })).toEqual([32, 125, 16_000]);
});

test("volumes by IOPS bring their throughput, up to the limit", () => {
  // 500 MiB/s / 0.25 = 2000 IOPS; 150,000 IOPS / 1000 = 150 GiB, and 37,500 MiB/s is cut to 4000
  expect(bought("io", { bytes: 100 * gib, bytesPerSecond: 500 * mib })).toEqual([100, 500, 2000]);
  expect(bought("io", { bytes: gib, operationsPerSecond: 150_000 })).toEqual([150, 4000, 150_000]);
  expect(bought("io", { bytes: gib })).toEqual([4, 25, 100]);
});

test("volumes by size are bought larger for their throughput", () => {
  // 100 / 40 = 2.5 TiB
  expect(bought("hdd", { bytes: tib, bytesPerSecond: 100 * mib })).toEqual([2560, 100, 500]);
  expect(bought("hdd", { bytes: 16 * tib })).toEqual([16 * 1024, 500, 500]);
});

test("fixed volumes have one speed", () => {
  expect(bought("plain", { bytes: 1.5 * gib })).toEqual([2, 80e6 / mib, 100]);
});
