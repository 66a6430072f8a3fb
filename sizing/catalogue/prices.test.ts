import { expect, test } from "vitest";
import { Problem } from "../problem.ts";
import { parsePrices } from "./prices.ts";
import { rawPrices } from "./testing/samples.ts";

type Sample = ReturnType<typeof rawPrices>;

test.each<[string, (raw: Sample) => void, string]>([
  [
    "a currency that is none",
    (raw) => Object.assign(raw, { currency: "dollars" }),
    "currency: is `dollars`, but three capitals are wanted, such as `USD`",
  ],
  [
    "a term that does not exist",
    (raw) => Object.assign(raw.hosts[0]!, { term: "on-demnd" }),
    "hosts.0.term: is `on-demnd`; did you mean `on-demand`?",
  ],
  [
    "a price of nothing",
    (raw) => Object.assign(raw.hosts[0]!.prices, { fast: { large: 0 } }),
    "hosts.0.prices.fast.large: is `0`, but must be more than 0",
  ],
  [
    "a host with two prices under a term",
    (raw) => raw.hosts.push({ ...raw.hosts[1]! }),
    "hosts.2.prices.fast.large: has a price twice; keep one",
  ],
  [
    "tiers that do not rise",
    (raw) =>
      Object.assign(raw.volumes[0]!.prices, {
        io: {
          gibMonth: 1,
          iopsMonth: [
            { above: 10, price: 2 },
            { above: 0, price: 1 },
          ],
        },
      }),
    "volumes.0.prices.io.iopsMonth: must begin with `above: 0` and rise",
  ],
])("%s is a mistake", (_, spoil, message) => {
  const raw = rawPrices();
  spoil(raw);
  try {
    parsePrices(raw, "prices.yaml");
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).code).toBe("PLM-PRICES-001");
    expect((error as Problem).details).toEqual([message]);
  }
});
