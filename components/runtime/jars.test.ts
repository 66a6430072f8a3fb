import { chmod, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localVersions } from "../kafka/version.ts";
import { cachedJars, type JarsOptions } from "./jars.ts";
import { parseSums, wrongJars } from "./sums.ts";

let directory: string;
let lines: string[];
let options: JarsOptions;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-jars-"));
  lines = [];
  options = {
    kafka: "3.9.2",
    cacheDir: join(directory, "cache"),
    java: { executable: "/usr/bin/java", release: 17, description: "" },
    env: { PATH: `${directory}/bin:/usr/bin:/bin` },
    log: (line) => lines.push(line),
    signal: new AbortController().signal,
  };
});
afterEach(() => rm(directory, { recursive: true }));

/** A `mvn` that does what the script says; `$target` is the directory it should copy to. */
async function maven(script: string): Promise<void> {
  await mkdir(join(directory, "bin"));
  const find = `target=$(printf '%s\\n' "$@" | sed -n 's/^-DoutputDirectory=//p')`;
  await writeFile(join(directory, "bin/mvn"), `#!/bin/sh\n${find}\n${script}\n`);
  await chmod(join(directory, "bin/mvn"), 0o755);
}

test("no Maven", async () => {
  await expect(cachedJars({ ...options, env: { PATH: directory } })).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-MAVEN-001",
  });
});

test("Maven fails, as without a network: the end of its log is shown, and nothing is left", async () => {
  await maven("echo '[INFO] Downloading from central: x'; echo '[ERROR] Unknown host'; exit 1");
  await expect(cachedJars(options)).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-MAVEN-002",
    details: ["[ERROR] Unknown host"],
  });
  expect(await readdir(options.cacheDir)).toEqual([]);
});

test("jars that are not what they should be are deleted and named", async () => {
  await maven('echo fake > "$target/kafka_2.13-3.9.2.jar"');
  await expect(cachedJars(options)).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-RUNTIME-102",
    details: expect.arrayContaining([
      expect.stringMatching(/^kafka_2\.13-3\.9\.2\.jar: [0-9a-f]{64} instead of [0-9a-f]{64}$/),
      "zookeeper-3.8.4.jar: absent",
    ]),
  });
  expect(await readdir(options.cacheDir)).toEqual([]);
});

test("an interrupt stops Maven", async () => {
  await maven("echo begun; exec sleep 60");
  const signal = AbortSignal.timeout(300);
  await expect(cachedJars({ ...options, signal })).rejects.toMatchObject({ kind: "interrupted" });
});

test("what it fetches is said first", async () => {
  await maven("exit 1");
  await expect(cachedJars(options)).rejects.toThrow();
  expect(lines[0]).toMatch(/^fetching Kafka 3\.9\.2 with Maven: 58 jars, about 50 MB, into /);
});

test.each(["4.9.9", "../3.9.2"])("Kafka %s is not pinned", async (kafka) => {
  await expect(cachedJars({ ...options, kafka })).rejects.toMatchObject({
    kind: "input",
    code: "PLM-RUNTIME-101",
    remedy: "Set `kafka: 3.9.2` with `metadata: zookeeper`, or `kafka: 4.3.1` with `metadata: kraft`",
  });
});

test.each(localVersions)("Kafka %s: the list of sums names each jar once, its own among them", async (kafka) => {
  const text = await readFile(join(import.meta.dirname, `kafka-${kafka}.sha256`), "utf8");
  const sums = parseSums(text);
  expect(sums.size).toBe(text.trim().split("\n").length);
  expect([...sums.keys()]).toContain(`kafka_2.13-${kafka}.jar`);
  const pom = await readFile(join(import.meta.dirname, `kafka-${kafka}.pom.xml`), "utf8");
  expect(pom).toContain(`<version>${kafka}</version>`);
});

test("a line that is no sum is a fault", () => {
  expect(() => parseSums("abc  x.jar\n")).toThrow("no sha256 sum: abc  x.jar");
});

test("a jar that was cut off is wrong, the others are not", async () => {
  const sum = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
  await writeFile(join(directory, "a.jar"), "foo");
  await writeFile(join(directory, "b.jar"), "foo");
  await truncate(join(directory, "b.jar"), 2);
  const sums = parseSums(`${sum}  a.jar\n${sum}  b.jar\n`);
  expect(await wrongJars(directory, sums)).toEqual([expect.stringMatching(/^b\.jar: .* instead of /)]);
});
