import { describe, expect, test } from "vitest";
import { offersOf } from "../catalogue/offers.ts";
import { parseInventory } from "../inputs/inventory.ts";
import type { Plan } from "../plan.ts";
import { plan } from "../planner.ts";
import { resolveRules } from "../rules/overrides.ts";
import { marketOf } from "../testing/market.ts";
import { workload } from "../testing/samples.ts";

const inventoryOf = (rest: object) => parseInventory({ target: "aws", ...rest }, "i.yaml");
const zones = { objectives: { lose: { zones: 1 } } };
const ec2 = marketOf("ec2");
const brokersOnly = ({ choice }: Plan) => choice!.frontier[0]!.perMonth!;

describe("from EC2, for 100 MB/s kept 10 h", () => {
  const given = workload({}, zones);
  const chosen = plan(given, inventoryOf({ catalogue: "ec2" }), ec2);

  test("no offer of the whole catalogue is cheaper: each planned by itself", () => {
    const rules = resolveRules({});
    const all = offersOf(
      ec2.catalogue,
      ec2.prices,
      { term: "on-demand", patterns: [], storage: [], generation: "current" },
      rules,
    ).filter(({ price }) => price !== null);
    expect(chosen.choice?.considered).toBe(all.length);
    for (const { name } of all) {
      const { verdict, choice } = plan(given, inventoryOf({ catalogue: "ec2", offers: [name] }), ec2);
      if (verdict === "planned")
        expect(choice!.frontier[0]!.perMonth!).toBeGreaterThanOrEqual(brokersOnly(chosen) - 1e-6);
    }
  });

  test("the frontier rises in both cost and headroom, from the chosen one", () => {
    const { frontier, offer } = chosen.choice!;
    expect(frontier[0]?.name).toBe(offer);
    for (const [at, { perMonth, headroom }] of frontier.slice(1).entries()) {
      expect(perMonth).toBeGreaterThan(frontier[at]!.perMonth!);
      expect(headroom).toBeGreaterThan(frontier[at]!.headroom);
    }
  });

  test("the cost is that of its lines: brokers as compared, metadata, and traffic between zones by hand", () => {
    const { perMonth, lines, currency } = chosen.cost!;
    const line = (name: string) => lines.find((one) => one.name === name)?.perMonth ?? 0;
    expect(currency).toBe("USD");
    expect(lines.reduce((sum, one) => sum + one.perMonth, 0)).toBeCloseTo(perMonth, 6);
    expect(line("hosts") + line("storage") + line("throughput") + line("iops")).toBeCloseTo(brokersOnly(chosen), 6);
    // 100 MB/s: two thirds of what producers send and one group reads cross zones, and two followers stand elsewhere.
    const crossing = 0.1 * ((2 / 3) * 2 + 2);
    expect(line("traffic between zones")).toBeCloseTo(crossing * 730 * 3600 * 0.02, 3);
  });

  test("what is bought holds: no resource is beyond its limit, and brokers stand in three zones", () => {
    const [main] = chosen.clusters;
    expect(main?.host.offer).toBe(chosen.choice?.offer);
    expect(main?.racks).toHaveLength(3);
    for (const fraction of Object.values(main!.utilisation.degraded)) expect(fraction ?? 0).toBeLessThanOrEqual(1);
  });
});

test("kinds of storage and patterns narrow the choice", () => {
  const local = plan(workload({}, zones), inventoryOf({ catalogue: "ec2", storage: ["local"] }), ec2);
  expect(local.cost?.lines.map(({ name }) => name)).not.toContain("storage");
  const named = plan(workload({}, zones), inventoryOf({ catalogue: "ec2", offers: ["r7i.*+gp3"] }), ec2);
  expect(named.choice?.offer).toMatch(/^r7i\..*\+gp3$/);
});

test("more load never costs less", () => {
  const cost = (rate: string) => brokersOnly(plan(workload({ rate }, zones), inventoryOf({ catalogue: "ec2" }), ec2));
  const costs = ["5 MB/s", "20 MB/s", "80 MB/s", "200 MB/s", "800 MB/s", "3 GB/s"].map(cost);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
});

describe("a provider's own limits", () => {
  const msk = marketOf("msk");

  test("a cluster of MSK has at most 30 brokers with ZooKeeper, and replication between zones is included", () => {
    const small = inventoryOf({ catalogue: "msk", offers: ["kafka.m5.large"] });
    const { clusters, cost } = plan(workload({ rate: "700 MB/s", retention: "1 h" }, zones), small, msk);
    expect(clusters.length).toBeGreaterThan(1);
    for (const { brokers } of clusters) expect(brokers).toBeLessThanOrEqual(30);
    expect(cost?.lines.map(({ name }) => name)).not.toContain("metadata");
    // 700 MB/s of producers and one group, two thirds of it between zones.
    const traffic = cost?.lines.find(({ name }) => name === "traffic between zones")?.perMonth;
    expect(traffic).toBeCloseTo(0.7 * (2 / 3) * 2 * 730 * 3600 * 0.02, 2);
  });

  test("an Express broker takes what it may from producers, whatever its network", () => {
    const express = inventoryOf({ catalogue: "msk", offers: ["express.m7g.large"] });
    const { clusters } = plan(workload({ rate: "60 MB/s", retention: "1 h" }, { objectives: {} }), express, msk);
    // 15.6 MB/s each, 80 % of it: at least 60 / 12.5 = 4.8.
    expect(clusters[0]?.brokers).toBeGreaterThanOrEqual(5);
  });
});

test("where nothing has a price the fewest cores are chosen, and the plan has no cost", () => {
  const { verdict, cost, choice } = plan(
    workload({ rate: "5 MB/s" }, zones),
    parseInventory({ target: "openstack", catalogue: "openstack" }, "i.yaml"),
    marketOf("openstack"),
  );
  expect([verdict, cost, choice?.frontier[0]?.perMonth]).toEqual(["planned", null, null]);
  expect(choice?.unpriced).toBeGreaterThan(0);
});

test("node pools of Kubernetes are chosen from as hosts are", () => {
  const { verdict, clusters } = plan(
    workload({}, zones),
    parseInventory({ target: "kubernetes", catalogue: "kubernetes" }, "i.yaml"),
    marketOf("kubernetes"),
  );
  expect(verdict).toBe("planned");
  expect(clusters[0]?.host.offer).not.toBe("inventory");
});

test("what no offer carries names the one that comes nearest", () => {
  const hopeless = workload({ rate: "20 GB/s", keyed: true }, zones);
  const { verdict, refusals } = plan(hopeless, inventoryOf({ catalogue: "ec2", offers: ["m7i.*+gp3"] }), ec2);
  expect(verdict).toBe("refused");
  expect(refusals[0]?.remedy).toMatch(/^of \d+ offers m7i\.\S+ comes nearest: /);
});

test("a catalogue that is not given is the caller's mistake", () => {
  expect(() => plan(workload(), inventoryOf({ catalogue: "ec2" }))).toThrow(/chooses from the catalogue ec2/);
});
