import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAtLeast } from "../go/version.ts";
import { oldestVersion, pinnedVersion } from "./cli.ts";
import { moduleDirectory } from "./go.ts";

test("the CLI that is built is that of the SDK, and new enough to be used", async () => {
  const goMod = await readFile(join(moduleDirectory, "go.mod"), "utf8");
  expect(goMod.match(/github\.com\/pulumi\/pulumi\/(pkg|sdk)\/v3 v\S+/g)).toEqual([
    `github.com/pulumi/pulumi/pkg/v3 v${pinnedVersion}`,
    `github.com/pulumi/pulumi/sdk/v3 v${pinnedVersion}`,
  ]);
  expect(isAtLeast(pinnedVersion, oldestVersion)).toBe(true);
});
