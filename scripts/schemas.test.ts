import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("the JSON Schemas in docs/schema are those of the zod schemas", () => {
  const script = new URL("schemas.ts", import.meta.url).pathname;
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8", timeout: 15_000 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
