import { describe, expect, test } from "vitest";
import { parseInventory } from "./inputs/inventory.ts";
import { planSchema } from "./plan.ts";
import { plan } from "./planner.ts";
import { marketOf } from "./testing/market.ts";
import { inventory, workload } from "./testing/samples.ts";

const market = marketOf("ec2");
const ec2 = (rest: object = {}) => parseInventory({ target: "aws", catalogue: "ec2", ...rest }, "i.yaml");

describe("on hosts that there are", () => {
  const { verdict, ranges, totals } = plan(workload({ rate: "50 MB/s..100 MB/s..2 GB/s" }), inventory());

  test("the likely value is planned, and each end is told", () => {
    expect(verdict).toBe("planned");
    expect(totals.ingressBytesPerSecond).toBeCloseTo(100e6, 3);
    expect(ranges).toMatchObject({
      plannedFor: "likely",
      keys: [{ key: "topics.0.rate", high: "2 GB/s" }],
      scenarios: [
        { name: "low", verdict: "planned", brokers: 6, regret: null },
        { name: "likely", verdict: "planned", refusal: "" },
        { name: "high", verdict: "refused", refusal: expect.stringMatching(/^PLM-/), brokers: 0 },
      ],
    });
  });
});

describe("from a catalogue", () => {
  const ranged = workload({ rate: "50 MB/s..100 MB/s..600 MB/s" }, { objectives: { lose: { zones: 1 } } });
  const planned = planSchema.parse(plan(ranged, ec2(), market));

  test("the choice of least regret is planned, and what is regretted at each end is told", () => {
    const { ranges, choice, totals, explanation } = planned;
    const regrets = ranges!.scenarios.map(({ regret }) => regret!);
    expect(Math.min(...regrets)).toBeGreaterThanOrEqual(-1e-6);
    const rates = { low: 50e6, likely: 100e6, high: 600e6 };
    expect(totals.ingressBytesPerSecond).toBeCloseTo(rates[ranges!.plannedFor], 3);
    expect(choice?.frontier[0]?.name).toBe(choice?.offer);
    expect(explanation["ranges.scenarios.high.regret"]).toMatchObject({ rule: "leastRegret", value: regrets[2] });
  });

  test("no other offer is regretted less on average: a sample of them, each planned for each end", () => {
    const price = (offer: string, rate: string) => {
      const given = workload({ rate }, { objectives: { lose: { zones: 1 } } });
      return plan(given, ec2({ offers: [offer] }), market).choice?.frontier[0]?.perMonth ?? null;
    };
    const rates = ["50 MB/s", "100 MB/s", "600 MB/s"];
    const best = planned.ranges!.scenarios.map(({ regret }) => regret!);
    const expected = (best[0]! + 4 * best[1]! + best[2]!) / 6;
    const offers = [planned.choice!.offer, "m7i.xlarge+gp3", "r7i.xlarge+gp3", "i3en.xlarge", "m7i.2xlarge+st1"];
    const costs = offers.map((offer) => rates.map((rate) => price(offer, rate)!));
    const cheapest = rates.map((rate) => {
      const given = workload({ rate }, { objectives: { lose: { zones: 1 } } });
      return plan(given, ec2(), market).choice!.frontier[0]!.perMonth!;
    });
    for (const of of costs) {
      for (const had of of) {
        const regret = of.map((needed, at) => (needed <= had ? had : needed + 1.25 * (needed - had)) - cheapest[at]!);
        const mean = (regret[0]! + 4 * regret[1]! + regret[2]!) / 6;
        expect(mean).toBeGreaterThanOrEqual(expected - 1e-6);
      }
    }
  });
});
