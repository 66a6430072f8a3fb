import { expect, test } from "vitest";
import { Problem } from "../problem.ts";
import { offersOf } from "./offers.ts";
import type { Selection } from "./select.ts";
import { catalogue, offer, offers, prices, rules } from "./testing/samples.ts";

const names = (selection: Partial<Selection>) => offers(selection).map((offer) => offer.name);

function problem(selection: Partial<Selection>): Pick<Problem, "code" | "message" | "remedy"> {
  try {
    offers(selection);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error("no problem");
}

test("one offer for each host, and for each kind of volume where there is a choice, in the order of the file", () => {
  expect(names({})).toEqual([
    "fast.large",
    "old.large",
    "any.large+gp",
    "any.large+io",
    "any.large+hdd",
    "cloud.large",
    "service.large",
  ]);
});

test("patterns, kinds of storage", () => {
  expect(names({ patterns: ["any.*", "*+hdd"] })).toEqual(["any.large+gp", "any.large+io", "any.large+hdd"]);
  expect(names({ patterns: ["*+gp"] })).toEqual(["any.large+gp"]);
  expect(names({ storage: ["local", "managed"] })).toEqual(["fast.large", "old.large", "service.large"]);
});

test("a point and a plus in a pattern stand for themselves", () => {
  expect(problem({ patterns: ["fast_large"] }).code).toBe("PLM-CATALOGUE-002");
  expect(names({ patterns: ["any.large+io"] })).toEqual(["any.large+io"]);
});

test("a previous generation is offered only by its name", () => {
  const current = { generation: "current" } as const;
  expect(names(current)).not.toContain("old.large");
  expect(names({ ...current, patterns: ["*.large"] })).not.toContain("old.large");
  expect(names({ ...current, patterns: ["old.*"] })).toEqual(["old.large"]);
});

test("a pattern that matches nothing says what was meant", () => {
  expect(problem({ patterns: ["fast.*", "sevice.*"] })).toMatchObject({
    code: "PLM-CATALOGUE-002",
    message: "`sevice.*` matches no offer of the catalogue sample",
    remedy: "did you mean `service.*`?",
  });
  expect(problem({ patterns: ["*+gpp"] }).remedy).toBe("did you mean `*+gp`?");
  expect(problem({ patterns: ["zzzzzzzzzz"] }).remedy).toBe("write a name or a pattern such as `i3en.*`");
});

test("a selection that leaves nothing is a problem", () => {
  expect(problem({ patterns: ["fast.*"], storage: ["managed"] }).code).toBe("PLM-CATALOGUE-003");
});

test("a node offers what it has left for a pod", () => {
  expect(offer("cloud.large")).toMatchObject({
    threads: 7.5,
    cores: 3.75,
    memory: 56 * 1024 ** 3,
    limits: { nodes: 20 },
  });
});

test("a provider's limits come with the offer", () => {
  expect(offer("service.large")).toMatchObject({
    replication: "included",
    limits: {
      brokers: { zookeeper: 30, kraft: 60 },
      replicas: { recommended: 1000, most: 1500 },
      ingress: 15e6,
      egress: 30e6,
    },
  });
});

test("the price is that of the term, with its source; without a price of host and storage there is none", () => {
  expect(offer("fast.large", "reserved-3y").price).toMatchObject({
    currency: "USD",
    host: { amount: 3600, per: "year", term: "reserved-3y", source: "a page, as of 2026-01-31" },
    storage: null,
  });
  expect(offer("fast.large", "reserved-3y").price?.host.perMonth).toBeCloseTo(300);
  expect(offer("any.large+gp", "reserved-3y").price).toBeNull();
  expect(offer("cloud.large").price).toBeNull();
});

test("the month is a rule", () => {
  const longer = { ...rules, billingMonth: { ...rules.billingMonth, value: 744 * 3600 } };
  const selection = { term: "on-demand", patterns: ["fast.*"], storage: [], generation: "any" } as const;
  expect(offersOf(catalogue(), prices(), selection, longer)[0]?.price?.host.perMonth).toBeCloseTo(744);
});
