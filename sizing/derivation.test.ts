import { expect, test } from "vitest";
import { derive, type Explained, given, settle } from "./derivation.ts";

interface Part {
  clusters: {
    name: string;
    brokers: number;
    topics: { name: string; consumers: { group: string; rate: number | null }[] }[];
  }[];
}

const basis = { name: "rule", source: "book" };
const tree: Explained<Part> = {
  clusters: [
    {
      name: "main",
      brokers: derive("brokers", "a + b", basis, { a: 2, b: 3 }, ({ a, b }) => a + b),
      topics: [{ name: "t", consumers: [{ group: "g", rate: given("workload", "topics.0", "B/s", null) }] }],
    },
  ],
};

test("taking a part of a plan apart gives its plain values, and each number's reason under its names", () => {
  const { value, explanation } = settle<Part>(tree);
  expect(value).toEqual({
    clusters: [{ name: "main", brokers: 5, topics: [{ name: "t", consumers: [{ group: "g", rate: null }] }] }],
  });
  expect(explanation).toEqual({
    "clusters.main.brokers": {
      value: 5,
      unit: "brokers",
      formula: "a + b",
      inputs: { a: 2, b: 3 },
      rule: "rule",
      source: "book",
    },
    "clusters.main.topics.t.consumers.g.rate": {
      value: null,
      unit: "B/s",
      formula: "as written",
      inputs: {},
      rule: "given",
      source: "workload: topics.0",
    },
  });
});
