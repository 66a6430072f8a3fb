import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findJava, releaseOf } from "./java.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-java-"));
});
afterEach(() => rm(directory, { recursive: true }));

/** A `java` that only tells its version. */
async function java(home: string, version: string): Promise<string> {
  const bin = join(directory, home, "bin");
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "java"), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
  await chmod(join(bin, "java"), 0o755);
  return bin;
}

test.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['openjdk version "25" 2025-09-16', 25],
  ['java version "1.8.0_412"', 8],
  ["no such thing", null],
])("%s is release %s", (text, release) => {
  expect(releaseOf(text)).toBe(release);
});

test("JAVA_HOME comes before the PATH", async () => {
  const path = await java("on-path", "21.0.1");
  await java("home", "17.0.2");
  const found = await findJava({ JAVA_HOME: join(directory, "home"), PATH: path });
  expect(found).toMatchObject({ release: 17, executable: join(directory, "home/bin/java") });
});

test("one that is too old is passed over if the next will do", async () => {
  const path = [await java("old", "11.0.2"), await java("new", "21.0.1")].join(":");
  expect((await findJava({ PATH: path })).release).toBe(21);
});

test("only old ones: they are named", async () => {
  const bin = await java("old", "1.8.0_412");
  await expect(findJava({ PATH: bin })).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-JAVA-002",
    details: [`${bin}/java: Java 8`],
  });
});

test("none at all", async () => {
  await expect(findJava({ PATH: directory })).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-JAVA-001",
    remedy: expect.stringContaining("Install Java 17 or newer"),
  });
});
