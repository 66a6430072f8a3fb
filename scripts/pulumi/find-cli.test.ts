import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findOnPath } from "./find-cli.ts";
import { temporaryDirectory, writeScript } from "./testing.ts";

async function search(directory: string, ...folders: string[]) {
  return findOnPath({ PATH: folders.map((folder) => join(directory, folder)).join(":") }, join(directory, "cache"));
}

test("a CLI with its language host beside it, found through a link", async () => {
  const directory = await temporaryDirectory();
  await writeScript(join(directory, "opt/pulumi"), "echo v3.246.0");
  await writeScript(join(directory, "opt/pulumi-language-nodejs"), "");
  await writeScript(join(directory, "bin/other"), "");
  await symlink(join(directory, "opt/pulumi"), join(directory, "bin/pulumi"));
  expect(await search(directory, "empty", "bin")).toEqual({
    state: "usable",
    cli: { source: "path", executable: join(directory, "bin/pulumi"), version: "3.246.0" },
  });
});

test("a language host elsewhere on the PATH will do", async () => {
  const directory = await temporaryDirectory();
  await writeScript(join(directory, "a/pulumi"), "echo v3.208.0");
  await writeScript(join(directory, "b/pulumi-language-nodejs"), "");
  expect(await search(directory, "a", "b")).toMatchObject({ state: "usable", cli: { version: "3.208.0" } });
});

test("no CLI", async () => {
  const directory = await temporaryDirectory();
  await writeScript(join(directory, "a/pulumi/inside"), "");
  expect(await search(directory, "a")).toEqual({ state: "unusable", reason: "there is no pulumi on the PATH" });
});

test("without a language host it would get the stand-in, so it is not used", async () => {
  const directory = await temporaryDirectory();
  await writeScript(join(directory, "a/pulumi"), "echo v3.246.0");
  await writeScript(join(directory, "cache/pulumi-language-nodejs"), "");
  expect(await search(directory, "a", "cache")).toEqual({
    state: "unusable",
    reason: `${directory}/a/pulumi has no pulumi-language-nodejs, neither on the PATH nor beside it`,
  });
});

test.each([
  ["echo v3.207.0", "is 3.207.0, and 3.208.0 or newer is needed"],
  ["exit 1", "does not tell its version"],
])("a CLI that says %s is not used", async (body, reason) => {
  const directory = await temporaryDirectory();
  await writeScript(join(directory, "a/pulumi"), body);
  await writeScript(join(directory, "a/pulumi-language-nodejs"), "");
  expect(await search(directory, "a")).toEqual({ state: "unusable", reason: `${directory}/a/pulumi ${reason}` });
});
