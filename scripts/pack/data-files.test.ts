import { expect, it } from "vitest";
import { dataFiles, isData } from "./data-files.ts";

it.each([
  "sizing/catalogues/ec2.yaml",
  "components/runtime/kafka-4.3.1.pom.xml",
  "loadgen/k6/scripts/kafka.ts",
  "stacks/claro/workload.yaml",
])("%s is published", (path) => expect(isData(path)).toBe(true));

it.each([
  "sizing/index.ts",
  "cli/plimsoll.mjs",
  "cli/testing/rates.csv",
  "cli/views/golden/plan-of-one-cluster.txt",
  "components/provider/pulumi-resource-plimsoll",
  "stacks/Pulumi.local.yaml",
  "stacks/claro/claro.test.ts",
  "loadgen/k6/scripts/tsconfig.json",
])("%s is not", (path) => expect(isData(path)).toBe(false));

it("finds every shipped catalogue and list of jars of the source", async () => {
  const files = await dataFiles(new URL("../..", import.meta.url).pathname.replace(/\/$/, ""));
  const within = (folder: string) => files.filter((file) => file.startsWith(folder)).length;
  expect(within("sizing/catalogues/")).toBeGreaterThanOrEqual(5);
  expect(within("components/runtime/")).toBeGreaterThanOrEqual(4);
  expect(new Set(files.map((file) => file.split("/")[0]))).toEqual(
    new Set(["sizing", "components", "loadgen", "stacks"]),
  );
});
