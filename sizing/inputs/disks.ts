import { z } from "zod";
import { amount, block, count } from "./fields.ts";

const raidLevels = [0, 1, 5, 6, 10, "jbod"] as const;

/** Disks of one kind in one arrangement: an array, or single disks with a log directory each. */
export const diskGroupSchema = block({
  size: amount("bytes", "Size of one disk", "22 TB"),
  count: count("Disks of this kind", 2),
  type: z.enum(["hdd", "ssd", "nvme", "network"]).optional().meta({
    description: "Kind of disk; an hdd or a network volume writes or reads, so its rates are for both together",
  }),
  raid: z.literal(raidLevels).default("jbod").meta({ description: "RAID level, or jbod for single disks" }),
  write: amount("bytesPerSecond", "Sequential write rate of one disk", "250 MB/s").optional(),
  read: amount("bytesPerSecond", "Sequential read rate of one disk", "250 MB/s").optional(),
  iops: count("Operations per second of one disk", 200).optional(),
}).superRefine(({ count, raid }, context) => {
  const refuse = (message: string) => context.addIssue({ code: "custom", path: ["count"], message });
  if (raid === 1 && count !== 2)
    refuse(`is ${count}, but RAID 1 mirrors 2 disks; write \`count: 2\`, or \`raid: 10\` for several mirrors`);
  if (raid === 5 && count < 3) refuse(`is ${count}, but RAID 5 needs 3 disks`);
  if (raid === 6 && count < 4) refuse(`is ${count}, but RAID 6 needs 4 disks`);
  if (raid === 10 && (count < 4 || count % 2 === 1))
    refuse(`is ${count}, but RAID 10 needs an even number of disks, at least 4`);
});
export type DiskGroup = z.output<typeof diskGroupSchema>;

/** Disks whose space can be filled: the others of the array hold mirrors or parity. */
export function dataDisks({ count, raid }: DiskGroup): number {
  switch (raid) {
    case 1:
      return 1;
    case 5:
      return count - 1;
    case 6:
      return count - 2;
    case 10:
      return count / 2;
    case 0:
    case "jbod":
      return count;
  }
}

/** Disks that serve reads at once: mirrors read on both sides. */
export const readingDisks = (group: DiskGroup): number =>
  group.raid === 1 || group.raid === 10 ? group.count : dataDisks(group);

/** File systems that the group gives, each a log directory. */
export const logDirs = (group: DiskGroup): number => (group.raid === "jbod" ? group.count : 1);
