import { expect, test } from "vitest";
import type { Plan } from "../sizing/plan.ts";
import type { PlannedCluster } from "../sizing/planned/cluster.ts";
import { plannedTopic } from "../sizing/testing/planned-topic.ts";
import { plaintext } from "./access.ts";
import { checkReplication, chosenCluster, provenName } from "./proof-load.ts";

const cluster = (name: string, topics = [plannedTopic()]) => ({ name, topics }) as PlannedCluster;
const planOf = (...clusters: PlannedCluster[]) => ({ name: "keystone", clusters }) as Plan;

test("the only cluster of a plan need not be named", () => {
  expect(chosenCluster(planOf(cluster("main"))).name).toBe("main");
  expect(chosenCluster(planOf(cluster("main")), "main").name).toBe("main");
});

test("of two clusters the only one with topics need not be named", () => {
  expect(chosenCluster(planOf(cluster("standby-1", []), cluster("main"))).name).toBe("main");
});

test("a proof is called as its plan, and as its cluster where the plan has several", () => {
  const [main, other] = [cluster("main"), cluster("other")];
  expect(provenName(planOf(main), main)).toBe("keystone");
  expect(provenName(planOf(main, other), other)).toBe("keystone/other");
});

test("of several clusters the one that is named is loaded", () => {
  const plan = planOf(cluster("fronting-1"), cluster("consumer-1"), cluster("standby-1", []));
  expect(chosenCluster(plan, "consumer-1").name).toBe("consumer-1");
  expect(() => chosenCluster(plan)).toThrow(
    expect.objectContaining({
      code: "PLM-LOAD-008",
      message: "the plan keystone has 2 clusters with topics; one at a time can be loaded",
      remedy: "name it with --cluster: fronting-1, consumer-1",
    }),
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
