import { expect, test } from "vitest";
import { withMachines } from "./draft.ts";
import { fieldFacts, keysAt } from "./fields.ts";
import { screenIds, screens } from "./screens.ts";
import { beginWizard } from "./state.ts";

test("what a question says comes from the schema", () => {
  expect(fieldFacts("workload", ["topics", 0, "replication"])).toEqual({
    description: "Replicas of each partition",
    type: "number",
    list: false,
    values: [],
    usual: undefined,
    example: "3",
  });
  expect(fieldFacts("inventory", ["brokers", "disks", 0, "raid"])).toMatchObject({
    values: [0, 1, 5, 6, 10, "jbod"],
    usual: "jbod",
  });
  expect(fieldFacts("inventory", ["offers"])).toMatchObject({ list: true, usual: [], example: "i3en.*" });
  expect(fieldFacts("workload", ["growth", "enforce"])).toMatchObject({ type: "yes or no", usual: false });
});

test("a key of a block that may be left out has what the block is then", () => {
  expect(fieldFacts("workload", ["topics", 3, "compression", "codec"]).usual).toBe("none");
});

test("the keys of a block come in the order of the schema", () => {
  expect(keysAt("workload", ["topics", 1]).slice(0, 2)).toEqual(["name", "rate"]);
  expect(keysAt("inventory", ["brokers", "disks", 0])).toContain("raid");
  expect(keysAt("workload", ["topics", 1, "name"])).toEqual([]);
});

test("every question of every screen is about a key that its schema has", () => {
  const { draft } = beginWizard([], null);
  const keys = [draft, withMachines(draft, "hosts")].flatMap((one) =>
    screenIds.flatMap((id) => screens[id].asks(one, { topic: 0, group: 0 })),
  );
  const described = keys.flatMap(({ asked }) =>
    asked.kind === "field" ? [fieldFacts(asked.file, asked.path).description] : [],
  );
  expect(described.length).toBeGreaterThan(30);
});
