import { expect, it } from "vitest";
import type { Task } from "../engine/task.ts";
import { knownWithout } from "./known.ts";
import { AcknowledgedLedger, audit, lostRows, ReadLedger } from "./ledger.ts";

const produced = (producer: number) => ({ role: "produce", topic: "t", producer }) as Task;
const read = (group: string, partitions: number[]) =>
  ({ role: "consume", topic: "t", group, read: partitions }) as Task;

it("leaves out the producers and the readings that nobody can tell of any more, and nothing else", () => {
  const known = knownWithout([produced(1), read("g", [2])]);
  const delivery = { topic: "t", group: "g", producer: 0, partition: 0 };
  expect(known(delivery)).toBe(true);
  expect(known({ ...delivery, producer: 1 })).toBe(false);
  expect(known({ ...delivery, partition: 2 })).toBe(false);
  expect(known({ ...delivery, partition: 2, group: "h" })).toBe(true);
  expect(known({ ...delivery, partition: 2, topic: "u" })).toBe(true);
});

it("keeps an audit from inventing losses, and does not hide those that are known", () => {
  // Producer 0 got 10 messages acknowledged in each of the partitions 0 and 1; the group read 7 of partition 0, and
  // what it read of partition 1 went with its consumer. Of producer 1 only what was read is known.
  const sent = new AcknowledgedLedger("t", 0);
  for (const partition of [0, 1]) sent.note(partition, 0, 10);
  const got = new ReadLedger("t", "g");
  got.note(0, 0, 0, 7);
  got.note(1, 0, 0, 20);
  const groups = [{ topic: "t", group: "g" }];
  const known = knownWithout([produced(1), read("g", [1])]);
  expect(audit(sent.rows(), got.rows(), groups, 0, known)).toMatchObject({ lost: 3, consumed: 7, unacknowledged: 0 });
  expect(lostRows(sent.rows(), got.rows(), groups, known)).toEqual([
    { topic: "t", group: "g", producer: 0, partition: 0, lost: [7, 10] },
  ]);
  expect(audit(sent.rows(), got.rows(), groups, 0)).toMatchObject({ lost: 13, unacknowledged: 20 });
});
