import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findPython, isPinnedFor } from "./python.ts";

test.each([
  ["Python 3.9.19\n", false],
  ["Python 3.10.0\n", true],
  ["Python 3.12.11\n", true],
  ["Python 3.13.1\n", false],
  ["Python 2.11.0\n", false],
  ["", false],
])("%j is pinned for: %j", (version, expected) => {
  expect(isPinnedFor(version)).toBe(expected);
});

async function pythons(versions: Readonly<Record<string, string>>): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), "plimsoll-python-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return Promise.all(
    Object.entries(versions).map(async ([name, script]) => {
      const path = join(directory, name);
      await writeFile(path, `#!/bin/sh\n${script}\n`);
      await chmod(path, 0o755);
      return path;
    }),
  );
}

test("one that is missing, fails or is too new is passed over", async () => {
  const found = await pythons({ broken: "exit 127", new: "echo Python 3.14.0", right: "echo Python 3.11.7" });
  expect(await findPython(["/nowhere/python3", ...found])).toBe(found[2]);
});

test("none may be left", async () => {
  expect(await findPython(["/nowhere/python3", ...(await pythons({ old: "echo Python 3.8.2" }))])).toBeNull();
});
