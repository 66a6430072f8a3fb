import { expect, test } from "vitest";
import { Problem } from "../sizing/index.ts";
import { planFor, readSystem, systemFiles } from "./system.ts";
import { inSystem, inventory, workload } from "./testing/small-system.ts";
import { readYaml } from "./yaml-file.ts";

test("an option replaces a file of the folder", () => {
  expect(systemFiles("a", {})).toEqual({ workload: "a/workload.yaml", inventory: "a/inventory.yaml" });
  expect(systemFiles("a", { inventory: "b.yaml" })).toEqual({ workload: "a/workload.yaml", inventory: "b.yaml" });
  expect(() => systemFiles(undefined, { inventory: "b.yaml" })).toThrow("no workload is given");
});

test("reads, checks and plans", async () => {
  await inSystem({ workload, inventory }, async (dir) => {
    const { plan, inventory: read } = await readSystem(systemFiles(dir, {}));
    expect(plan.name).toBe("small");
    expect(read.target).toBe("hosts");
  });
});

test("an environment may say where the metadata is kept, in a version that does so", async () => {
  await inSystem({ workload, inventory }, async (dir) => {
    const system = await readSystem(systemFiles(dir, {}));
    expect(planFor(system)).toBe(system.plan);
    expect(planFor(system, "zookeeper")).toBe(system.plan);
    const [cluster] = planFor(system, "kraft").clusters;
    expect(cluster).toMatchObject({ kafka: "4.3.1", metadata: { mode: "kraft" } });
  });
});

async function problemOf(text: string): Promise<Problem> {
  return inSystem({ workload: text }, async (dir) => {
    const error = await readYaml(`${dir}/workload.yaml`).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Problem);
    return error as Problem;
  });
}

test("broken YAML is shown with its line and column", async () => {
  const { code, message, details } = await problemOf("name: x\ntopics: [\n  a: }\n");
  expect(code).toBe("PLM-YAML-001");
  expect(message).toMatch(/workload\.yaml:3:6: /);
  expect(details).toEqual(["  a: }", "     ^"]);
});

test.each([
  ["a key that stands twice", "name: a\nname: b\n", /:2:1: .*unique/],
  ["a second document", "name: a\n---\nname: b\n", /multiple documents/i],
  [
    "aliases that grow without bound",
    `a: &a [x, x]\n${"bcdefghij"
      .split("")
      .map((key, i) => `${key}: &${key} [${`*${"abcdefghi"[i]}, `.repeat(9)}]`)
      .join("\n")}`,
    /alias/i,
  ],
])("refuses %s", async (_, text, message) => {
  expect((await problemOf(text)).message).toMatch(message);
});

test("refuses a folder and a file that is far too large", async () => {
  await expect(readYaml("/")).rejects.toThrow("/ is a folder");
  expect((await problemOf("#".repeat(5 * 2 ** 20))).code).toBe("PLM-FILE-004");
});
