import { describe, expect, test } from "vitest";
import { mistakesIn } from "../testing/mistakes.ts";
import { rawInventory } from "../testing/samples.ts";
import { type HostInventory, parseInventory } from "./inventory.ts";

const mistakes = (raw: unknown) => mistakesIn(() => parseInventory(raw, "i.yaml"), "PLM-INVENTORY-001");

const host = (id: string, rest: object = {}) => ({ id, address: `${id}.example`, roles: ["broker"], ...rest });

test("quantities become canonical numbers", () => {
  expect((parseInventory(rawInventory({ racks: 3 }), "i.yaml") as HostInventory).brokers).toMatchObject({
    memory: 128 * 2 ** 30,
    network: 1.25e9,
    racks: 3,
    disks: [{ size: 10e12, count: 2, raid: 1, write: 5e8 }],
  });
});

describe("each mistake is one line with its key and what to write", () => {
  const disks = (group: object) => rawInventory({ disks: [{ size: "1 TB", count: 4, ...group }] });
  test.each<[string, unknown, string]>([
    ["hosts where a catalogue is wanted", { target: "aws" }, "catalogue: is missing; write for example `ec2`"],
    ["a mistyped target", rawInventory({}, { target: "host" }), "target: is `host`; did you mean `hosts`?"],
    ["no network", rawInventory({ network: undefined }), "brokers.network: is missing; write for example `10 Gb/s`"],
    ["no disks", rawInventory({ disks: [] }), "brokers.disks: is empty; write at least 1 entry"],
    [
      "an unknown level",
      disks({ raid: 2 }),
      "brokers.disks.0.raid: is `2`; write one of `0`, `1`, `5`, `6`, `10`, `jbod`",
    ],
    [
      "RAID 1 of four",
      disks({ raid: 1 }),
      "brokers.disks.0.count: is 4, but RAID 1 mirrors 2 disks; write `count: 2`, or `raid: 10` for several mirrors",
    ],
    ["RAID 5 of two", disks({ raid: 5, count: 2 }), "brokers.disks.0.count: is 2, but RAID 5 needs 3 disks"],
    ["RAID 6 of three", disks({ raid: 6, count: 3 }), "brokers.disks.0.count: is 3, but RAID 6 needs 4 disks"],
    [
      "RAID 10 of five",
      disks({ raid: 10, count: 5 }),
      "brokers.disks.0.count: is 5, but RAID 10 needs an even number of disks, at least 4",
    ],
    ["more racks than brokers", rawInventory({ racks: 7 }), "brokers.racks: is 7 racks for 6 brokers; write at most 6"],
    ["a rack twice", rawInventory({ racks: ["a", "a"] }), "brokers.racks: names a rack twice; name each rack once"],
    [
      "racks of no kind",
      rawInventory({ racks: "a" }),
      "brokers.racks: is `a`; write a number of racks, or a list of their names",
    ],
    [
      "hosts that do not add up",
      rawInventory({}, { hosts: [host("k1")] }),
      "brokers.count: is 6, but 1 hosts have the role broker; make them agree or leave count out",
    ],
    [
      "a host twice",
      rawInventory({ count: 2 }, { hosts: [host("k1"), host("k1")] }),
      "hosts.1.id: `k1` stands here twice; name each host once",
    ],
    [
      "a broker without its rack",
      rawInventory({ count: 2 }, { hosts: [host("k1", { rack: "a" }), host("k2")] }),
      "hosts: names the racks of some brokers but not of k2",
    ],
  ])("%s", (_, raw, line) => {
    expect(mistakes(raw)).toEqual([line]);
  });
});
