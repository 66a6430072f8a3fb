import { expect, test } from "vitest";
import { amount, disksFigure, money, retentionFigure } from "./plan-figures.ts";
import { plan } from "./plan-fixtures.ts";

test.each([
  [0, "0"],
  [0.0123456, "0.0123"],
  [61.24, "61.2"],
  [3_333_333, "3,333,333"],
  [259_200_000, "259 M"],
  [22e9, "22 G"],
  [3.14159e15, "3140 T"],
])("the amount %d is shown as %s", (value, shown) => {
  expect(amount(value)).toBe(shown);
});

test("money has cents only where they matter", () => {
  expect([0.5, 99.5, 100, 3_594_069.62].map(money)).toEqual(["0.50", "99.50", "100", "3,594,070"]);
});

test("disks are told by kind, RAID and what each can do", () => {
  const { host } = plan.clusters[0]!;
  const disk = host.disks[0]!;
  const shown = (disks: typeof host.disks) => disksFigure({ ...host, disks });
  expect(shown([{ ...disk, name: "1-disk-raid1" }])).toBe("2 x 22 TB in RAID 1");
  expect(shown([{ ...disk, name: "1-nvme", count: 1, iops: 65_000 }])).toBe("1 x 22 TB nvme, 65,000 IOPS");
  expect(shown([disk, { ...disk, name: "2-hdd-raid10", writeBytesPerSecond: 150e6 }])).toBe(
    "2 x 22 TB; 2 x 22 TB hdd in RAID 10, 150 MB/s written each",
  );
  expect(shown([])).toBe("none");
});

test("a retention is a time, a size, or what compaction keeps", () => {
  const topic = plan.clusters[0]!.topics[0]!;
  expect(retentionFigure(topic)).toBe("4 h");
  expect(retentionFigure({ ...topic, retentionMs: null, retentionBytesPerPartition: 50e9 })).toBe("50 GB each");
  expect(retentionFigure({ ...topic, retentionMs: null })).toBe("everything");
  expect(retentionFigure({ ...topic, retentionMs: null, cleanup: "compact" })).toBe("compacted");
  expect(retentionFigure({ ...topic, cleanup: "compact,delete" })).toBe("4 h, compacted");
});
