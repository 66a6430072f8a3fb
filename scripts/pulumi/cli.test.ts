import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAtLeast, oldestVersion, pinnedVersion } from "./cli.ts";
import { moduleDirectory } from "./go.ts";

test.each([
  ["3.246.0", "3.246.0", true],
  ["v3.246.1", "3.246.0", true],
  ["3.1000.0", "3.208.0", true],
  ["4.0.0", "3.208.0", true],
  ["3.207.9", "3.208.0", false],
  ["2.999.0", "3.208.0", false],
  ["3.208.0-alpha.1", "3.208.0", true],
  ["devel", "1.25.8", false],
])("%s is at least %s: %s", (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});

test("the CLI that is built is that of the SDK, and new enough to be used", async () => {
  const goMod = await readFile(join(moduleDirectory, "go.mod"), "utf8");
  expect(goMod.match(/github\.com\/pulumi\/pulumi\/(pkg|sdk)\/v3 v\S+/g)).toEqual([
    `github.com/pulumi/pulumi/pkg/v3 v${pinnedVersion}`,
    `github.com/pulumi/pulumi/sdk/v3 v${pinnedVersion}`,
  ]);
  expect(isAtLeast(pinnedVersion, oldestVersion)).toBe(true);
});
