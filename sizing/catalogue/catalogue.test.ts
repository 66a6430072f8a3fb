import { expect, test } from "vitest";
import { mistakesIn } from "../testing/mistakes.ts";
import { parseCatalogue } from "./catalogue.ts";
import { catalogue, rawCatalogue } from "./testing/samples.ts";

type Sample = ReturnType<typeof rawCatalogue>;

function mistakes(spoil: (raw: Sample) => void): readonly string[] {
  const raw = rawCatalogue();
  spoil(raw);
  return mistakesIn(() => parseCatalogue(raw, "catalogue.yaml"), "PLM-CATALOGUE-001");
}

test("quantities are read to their SI units", () => {
  const [gp] = catalogue().volumes;
  expect(gp).toMatchObject({ largest: 16 * 1024 ** 4, includedThroughput: 125 * 1024 ** 2 });
  const [family] = catalogue().families;
  expect(family?.sizes[0]).toMatchObject({ memory: 64 * 1024 ** 3, network: 1e9 });
});

test("a family is of the current generation, and its replication billed, unless it says otherwise", () => {
  const [fast, old] = catalogue().families;
  expect([fast?.generation, fast?.replication, old?.generation]).toEqual(["current", "billed", "previous"]);
});

test.each<[string, (raw: Sample) => void, string]>([
  [
    "a volume kind without its performance",
    (raw) => delete raw.volumes[0]!.performance,
    "volumes.0.performance: has no `performance`; write one of `bought`, `by-iops`, `by-size`, `fixed`",
  ],
  [
    "a family without its storage",
    (raw) => delete raw.families[0]!.storage,
    "families.0.storage: has no `storage`; write one of `local`, `volumes`, `managed`",
  ],
  [
    "an unknown key",
    (raw) => Object.assign(raw.volumes[1]!, { mostiops: 3 }),
    "volumes.1: unknown key `mostiops`; did you mean `mostIops`?",
  ],
  [
    "a day that is none",
    (raw) => Object.assign(raw.volumes[0]!, { asOf: "last year" }),
    "volumes.0.asOf: is `last year`, but a day is wanted; write for example `2026-08-22`",
  ],
  [
    "a volume kind that the file lacks",
    (raw) => Object.assign(raw.families[2]!, { volumes: ["gp", "hd"] }),
    "families.2.volumes.1: `hd` is no volume kind of this file; did you mean `hdd`?",
  ],
  [
    "a family twice",
    (raw) => Object.assign(raw.families[1]!, { name: "fast" }),
    "families.1.name: `fast` stands here twice; name each once",
  ],
  [
    "a size twice",
    (raw) => raw.families[4]!.sizes.push(raw.families[4]!.sizes[0]!),
    "families.4.sizes.1.size: `large` stands here twice; name each once",
  ],
  [
    "more cores than threads",
    (raw) => Object.assign(raw.families[0]!.sizes[0]!, { cores: 16 }),
    "families.0.sizes.0.cores: is 16, but the host has 8 threads; swap them",
  ],
  [
    "more memory allocatable than there is",
    (raw) => Object.assign(raw.families[3]!.sizes[0]!, { allocatable: { threads: 7, memory: "65 GiB" } }),
    "families.3.sizes.0.allocatable: is more than the host has; write what is left of it",
  ],
  [
    "a smallest volume above the largest",
    (raw) => Object.assign(raw.volumes[3]!, { smallest: "11 TiB" }),
    "volumes.3.smallest: is larger than `largest`; write a smaller size",
  ],
  // 40 MiB/s x 16 TiB = 640 MiB/s
  [
    "throughput that no size gives",
    (raw) => Object.assign(raw.volumes[2]!, { mostThroughput: "641 MiB/s" }),
    "volumes.2.mostThroughput: is more than the largest volume gives by `throughputPerTib`",
  ],
  // 0.25 MiB/s x 16,000 = 4000 MiB/s
  [
    "throughput that no IOPS carry",
    (raw) => Object.assign(raw.volumes[0]!, { mostThroughput: "4001 MiB/s" }),
    "volumes.0.mostThroughput: is more than `mostIops` x `throughputPerIops`",
  ],
  // 500 x 31 GiB = 15,500 IOPS
  [
    "IOPS that no size may have",
    (raw) => Object.assign(raw.volumes[0]!, { largest: "31 GiB" }),
    "volumes.0.mostIops: is more than the largest volume may have by `iopsPerGib`",
  ],
])("%s is a mistake", (_, spoil, message) => {
  expect(mistakes(spoil)).toEqual([message]);
});
