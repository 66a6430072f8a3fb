import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { rules } from "../rules/limits.ts";
import { parseCatalogue } from "./catalogue.ts";
import { costOf, totalOf } from "./cost.ts";
import { fit } from "./fit.ts";
import type { Offer } from "./offer.ts";
import { offersOf } from "./offers.ts";
import { parsePrices } from "./prices.ts";
import type { Selection } from "./select.ts";

const read = (name: string): unknown =>
  parse(readFileSync(new URL(`../catalogues/${name}.yaml`, import.meta.url), "utf8"), { uniqueKeys: true });

const shippedPrices = parsePrices(read("prices"), "prices.yaml");

function shipped(name: string, selection: Partial<Selection> = {}): Offer[] {
  const all: Selection = { term: "on-demand", patterns: [], storage: [], generation: "any", ...selection };
  return offersOf(parseCatalogue(read(name), `${name}.yaml`), shippedPrices, all, rules);
}

const one = (catalogue: string, name: string, term: Selection["term"] = "on-demand"): Offer =>
  shipped(catalogue, { patterns: [name], term })[0]!;

test.each([
  ["ec2", 164],
  ["msk", 22],
  ["kubernetes", 23],
])("%s: %i hosts, all with a price on demand", (name, hosts) => {
  const offers = shipped(name);
  expect(new Set(offers.map((offer) => offer.host)).size).toBe(hosts);
  expect(offers.filter((offer) => offer.price === null)).toEqual([]);
});

test("openstack: four flavours with two kinds of volumes, and no prices", () => {
  expect(shipped("openstack").map((offer) => [offer.name, offer.price])).toEqual(
    ["large", "xlarge", "2xlarge", "3xlarge"].flatMap((size) => [
      [`m2.${size}+standard`, null],
      [`m2.${size}+io1`, null],
    ]),
  );
});

test("d2 and i2 are offered by name only", () => {
  const families = (selection: Partial<Selection>) =>
    new Set(shipped("ec2", { generation: "current", ...selection }).map((offer) => offer.family));
  expect([...families({})]).not.toContain("d2");
  expect([...families({ patterns: ["d2.*", "i2.2xlarge"] })]).toEqual(["d2", "i2"]);
});

test("i3en.2xlarge as AWS describes it: 8 vCPUs, 64 GiB, 8.4 Gb/s, two disks of 2.5 TB", () => {
  expect(one("ec2", "i3en.2xlarge", "reserved-3y")).toMatchObject({
    threads: 8,
    cores: 4,
    memory: 64 * 1024 ** 3,
    network: 8.4e9 / 8,
    storage: { kind: "local", group: { size: 2.5e12, count: 2 } },
    price: { host: { amount: 2999 } },
  });
});

test("MSK: 1,500 replicas on an m5.large, 30 brokers on ZooKeeper, one volume of at most 16 TiB", () => {
  expect(one("msk", "kafka.m5.large")).toMatchObject({
    limits: { brokers: { zookeeper: 30, kraft: 60 }, replicas: { recommended: 1000, most: 1500 } },
    storage: { most: 1, volume: { largest: 16 * 1024 ** 4 } },
  });
});

test("m7i.4xlarge with 4 TiB of gp3 at 300 MiB/s costs 588.67 + 327.68 + 7.00 USD a month", () => {
  const chosen = one("ec2", "m7i.4xlarge+gp3");
  const disks = fit(chosen, { bytes: 4 * 1024 ** 4, write: 300 * 1024 ** 2, read: 0, iops: 0 }, rules);
  if (disks.kind === "short") throw new Error("does not fit");
  // 0.8064 x 730; 4096 x 0.08; (300 - 125) x 0.04
  expect(totalOf(costOf(chosen, disks)!)).toBeCloseTo(588.672 + 327.68 + 7);
});
