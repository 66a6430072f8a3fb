import { expect, test } from "vitest";
import type { Plan, PlannedCluster } from "../sizing/plan.ts";
import { plannedTopic } from "../sizing/testing/planned-topic.ts";
import { plaintext } from "./access.ts";
import { checkReplication, chosenCluster } from "./proof-load.ts";

const cluster = (name: string, topics = [plannedTopic()]) => ({ name, topics }) as PlannedCluster;
const planOf = (...clusters: PlannedCluster[]) => ({ name: "keystone", clusters }) as Plan;

test("the only cluster of a plan need not be named", () => {
  expect(chosenCluster(planOf(cluster("main"))).name).toBe("main");
  expect(chosenCluster(planOf(cluster("main")), "main").name).toBe("main");
});

test("of several clusters the one that is named is loaded", () => {
  const plan = planOf(cluster("fronting-1"), cluster("consumer-1"), cluster("standby-1", []));
  expect(chosenCluster(plan, "consumer-1").name).toBe("consumer-1");
  expect(() => chosenCluster(plan)).toThrow(
    expect.objectContaining({ code: "PLM-LOAD-008", remedy: "name it with --cluster: fronting-1, consumer-1" }),
  );
  for (const name of ["standby-1", "other"])
    expect(() => chosenCluster(plan, name)).toThrow(expect.objectContaining({ code: "PLM-LOAD-017" }));
});

test("a topic needs as many brokers as it has replicas", () => {
  const topics = [plannedTopic({ replication: 3 })];
  expect(() => checkReplication(topics, 3, plaintext(["b:1"]))).not.toThrow();
  expect(() => checkReplication(topics, 2, plaintext(["b:1"]))).toThrow(
    expect.objectContaining({ code: "PLM-LOAD-007" }),
  );
});
