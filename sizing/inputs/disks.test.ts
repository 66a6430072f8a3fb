import { expect, test } from "vitest";
import { type DiskGroup, dataDisks, logDirs, readingDisks } from "./disks.ts";

// Of 4 disks: how many hold data, how many serve reads, how many file systems there are.
test.each<[DiskGroup["raid"], number, number, number]>([
  [0, 4, 4, 1],
  [5, 3, 3, 1],
  [6, 2, 2, 1],
  [10, 2, 4, 1],
  ["jbod", 4, 4, 4],
])("RAID %s", (raid, data, reading, dirs) => {
  const group = { size: 1e12, count: 4, raid } as DiskGroup;
  expect([dataDisks(group), readingDisks(group), logDirs(group)]).toEqual([data, reading, dirs]);
});

test("RAID 1 holds the data of one disk and reads from both", () => {
  const pair = { size: 22e12, count: 2, raid: 1 } as DiskGroup;
  expect([dataDisks(pair), readingDisks(pair), logDirs(pair)]).toEqual([1, 2, 1]);
});
