import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory, writeScript } from "../pulumi/testing.ts";
import { ensureK6 } from "./ensure-k6.ts";
import { cachedK6, k6 } from "./k6.ts";

/** A machine whose `go` does what the script says; `$out` is the file that a build should write. */
async function machine(go: string | null) {
  const directory = await temporaryDirectory();
  const find = `out=$(printf '%s\\n' "$@" | sed -n '/^-o$/{n;p;}')`;
  if (go !== null) await writeScript(join(directory, "bin/go"), `${find}\n${go}`);
  const cache = join(directory, "cache");
  const lines: string[] = [];
  const tell = (line: string) => void lines.push(line);
  const env = { PATH: `${directory}/bin:/usr/bin:/bin`, PLIMSOLL_CACHE: cache };
  const ensure = () => ensureK6({ env, log: tell, status: tell, signal: new AbortController().signal });
  return { cache, env, lines, ensure };
}

const working = `[ "$1" = env ] && { echo go1.26.8; exit; }
[ "$1" = list ] && { echo a; exit; }
printf '#!/bin/sh\\necho built' > "$out"; chmod +x "$out"`;

test("the version is the one that go.mod pins", async () => {
  expect(await readFile(join(k6.directory, "go.mod"), "utf8")).toContain(`go.k6.io/k6 v${k6.version}\n`);
});

test("it is built into the cache once, and found there", async () => {
  const { cache, lines, ensure } = await machine(working);
  const built = await ensure();
  expect(built).toEqual({ state: "ready", executable: await cachedK6(cache) });
  expect(lines).toEqual([
    expect.stringMatching(/^building k6 1\.8\.1 with Go in /),
    expect.stringMatching(/^k6 1\.8\.1, built from its Go modules: .*\/k6-1\.8\.1-[0-9a-f]{8}\/k6$/),
  ]);
  expect(await ensure()).toEqual(built);
  expect(lines).toHaveLength(3);
  expect(await readdir(cache)).toHaveLength(1);
});

test("without Go, or with an old one, it is absent and says what to install", async () => {
  const { env, ...none } = await machine(null);
  env.PATH = "/nowhere";
  expect(await none.ensure()).toMatchObject({ state: "absent", problem: { code: "PLM-K6-101" } });
  const old = await machine("echo go1.24.4");
  expect(await old.ensure()).toMatchObject({
    state: "absent",
    problem: { code: "PLM-K6-102", remedy: expect.stringContaining("Go 1.25.0 or newer") },
  });
});

test("go fails, as without a network: the end of its log is shown, and nothing is left", async () => {
  const { cache, ensure } = await machine(
    `[ "$1" = env ] && { echo go1.26.8; exit; }\necho "dial tcp: no route" >&2; exit 1`,
  );
  await expect(ensure()).rejects.toMatchObject({ code: "PLM-K6-103", details: ["dial tcp: no route"] });
  expect(await readdir(cache)).toEqual([]);
});
