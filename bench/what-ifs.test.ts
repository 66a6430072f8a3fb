import { expect, test } from "vitest";
import { readYaml } from "../components/yaml-file.ts";
import { parseWorkload } from "../sizing/index.ts";
import { telcoOnHosts } from "./systems.ts";
import { whatIfs } from "./what-ifs.ts";

const raw = (await readYaml(telcoOnHosts.workload)) as Record<string, unknown>;
const all = [...whatIfs(raw)];

test("there are 10,000, each another", () => {
  expect(new Set(all.map((workload) => JSON.stringify(workload))).size).toBe(10_000);
});

test("one of them is the workload as it is written", () => {
  const own = parseWorkload(raw, "workload.yaml");
  expect(all.some((workload) => JSON.stringify(workload.topics) === JSON.stringify(raw.topics))).toBe(true);
  expect(own.topics).toHaveLength(1);
});

test("each is a workload", () => {
  for (const workload of all.filter((_, at) => at % 97 === 0))
    expect(() => parseWorkload(workload, "workload.yaml")).not.toThrow();
});
