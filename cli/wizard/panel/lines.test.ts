import { expect, test } from "vitest";
import { explainLines, panelLines } from "./lines.ts";
import { claro, refused } from "./testing.ts";

const fault = { id: "workload:topics.0.rate", text: "`12` is no rate" };

test("the panel reads as sentences, without bars and signs", () => {
  const text = panelLines({ state: "current", plan: claro.plan }, 100).join("\n");
  expect(text).toMatch(/^claro: planned\. 5 brokers carry 485,000 msg\/s/);
  expect(text).toMatch(/^metadata: 3 ZooKeeper nodes$/m);
  expect(text).toMatch(/^network in: 32 % normally, 40 % after the planned loss, limit 80 %$/m);
  // Only what can be typed: no bar, no box, no colour.
  expect(text).toMatch(/^[\x20-\x7e\n]+$/);
});

test("what there is no plan for is told first", () => {
  expect(panelLines({ state: "none", faults: [fault] }, 60)).toEqual(["There is no plan yet.", "`12` is no rate"]);
  expect(panelLines({ state: "stale", plan: claro.plan, faults: [fault] }, 60).slice(0, 2)).toEqual([
    "The plan of the last whole input, since now:",
    "`12` is no rate",
  ]);
  expect(panelLines({ state: "current", plan: refused }, 60).join("\n")).toContain(refused.refusals[0]!.code);
});

test("a number is explained by its key, and an unknown key gets the nearest", () => {
  expect(explainLines(claro.plan, "clusters.main.brokers")[0]).toBe("clusters.main.brokers = 5 brokers");
  const [what, remedy] = explainLines(claro.plan, "clusters.main.broker");
  expect(what).toBe("PLM-EXPLAIN-001: `clusters.main.broker` is not a number of the plan claro");
  expect(remedy).toMatch(/^did you mean `clusters\.main\.brokers`\?/);
});
