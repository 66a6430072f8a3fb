import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { identify } from "../../components/process/identity.ts";
import { ensurePulumi, findPulumi } from "./ensure-pulumi.ts";
import { temporaryDirectory, writeScript } from "./testing.ts";

/** A machine whose `go` does what the script says; `$out` is the file that a build should write. */
async function machine(go: string | null) {
  const directory = await temporaryDirectory();
  const find = `out=$(printf '%s\\n' "$@" | sed -n '/^-o$/{n;p;}')`;
  const version = `[ "$1" = env ] && { echo go1.26.8; exit; }`;
  if (go !== null) await writeScript(join(directory, "bin/go"), `${find}\n${version}\n${go}`);
  const cache = join(directory, "cache");
  const env = { PATH: `${directory}/bin:/usr/bin:/bin`, PLIMSOLL_CACHE: cache };
  const lines: string[] = [];
  const tell = (line: string) => void lines.push(line);
  const ensure = (signal = new AbortController().signal) => ensurePulumi({ env, log: tell, status: tell, signal });
  return { directory, cache, env, lines, ensure };
}

const working = `echo "go: downloading a v1" >&2
[ "$1" = list ] && { printf 'a\\nb\\n'; exit; }
echo a >&2
mkdir -p "$GOMODCACHE" "$GOCACHE"
printf '#!/bin/sh\\necho built' > "$out"; chmod +x "$out"`;

test("the CLI on the PATH is used, and nothing is built", async () => {
  const { directory, env, ensure, lines } = await machine("exit 1");
  await writeScript(join(directory, "bin/pulumi"), "echo v3.250.0");
  await writeScript(join(directory, "bin/pulumi-language-nodejs"), "");
  const cli = { source: "path", executable: join(directory, "bin/pulumi"), version: "3.250.0" };
  expect(await ensure()).toEqual({ state: "ready", cli });
  expect(await findPulumi(env)).toEqual(cli);
  expect(lines).toEqual([`Pulumi CLI 3.250.0, with its own language host: ${cli.executable}`]);
});

test("one that is built stands in the cache with the launcher of the stand-in, and is built once", async () => {
  const { directory, cache, env, ensure, lines } = await machine(working);
  const built = await ensure();
  expect(built).toMatchObject({ state: "ready", cli: { source: "built", version: "3.246.0" } });
  expect(lines).toEqual([
    "there is no pulumi on the PATH",
    expect.stringMatching(/^building the Pulumi CLI 3\.246\.0 with Go in /),
    "fetched 1 of 252 modules",
    "compiled 1 of 2 packages",
    "compiled 2 of 2 packages",
    expect.stringMatching(
      /^Pulumi CLI 3\.246\.0, built from its Go modules: .*\/pulumi-3\.246\.0-[0-9a-f]{8}\/pulumi$/,
    ),
  ]);
  const [folder, ...others] = await readdir(cache);
  expect(others).toEqual([]);
  expect(await readdir(join(cache, folder!))).toEqual(["pulumi", "pulumi-language-nodejs"]);
  const env2 = { PLIMSOLL_NODE: "/bin/echo", PLIMSOLL_LANGUAGE_HOST: "host.ts" };
  const launched = await promisify(execFile)(join(cache, folder!, "pulumi-language-nodejs"), ["a b"], { env: env2 });
  expect(launched.stdout).toBe("host.ts a b\n");
  await writeScript(join(directory, "bin/go"), "exit 1");
  expect(await ensure()).toEqual(built);
  expect({ state: "ready", cli: await findPulumi(env) }).toEqual(built);
});

test("neither CLI nor Go is a value; a run without set-up says what to do", async () => {
  const { env } = await machine(null);
  const bare = { ...env, PATH: "/nowhere" };
  const absent = await ensurePulumi({
    env: bare,
    log: () => {},
    status: () => {},
    signal: new AbortController().signal,
  });
  expect(absent).toMatchObject({ state: "absent", problem: { kind: "environment", code: "PLM-PULUMI-001" } });
  await expect(findPulumi(bare)).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-PULUMI-004",
    remedy: expect.stringContaining("npm run setup:pulumi"),
  });
});

test("a Go that is too old is named with the version that is needed", async () => {
  const { directory, ensure } = await machine("exit 1");
  await writeScript(join(directory, "bin/go"), "echo go1.24.4");
  expect(await ensure()).toMatchObject({
    state: "absent",
    problem: { code: "PLM-PULUMI-002", message: expect.stringMatching(/Go 1\.24\.4 is too old .* 1\.25\.8 or newer/) },
  });
});

test("go fails, as without a network: the end of its log is shown, and nothing is left", async () => {
  const { cache, ensure } = await machine(`echo "go: downloading a v1" >&2; echo "dial tcp: no route" >&2; exit 1`);
  await expect(ensure()).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-PULUMI-003",
    details: ["dial tcp: no route"],
  });
  expect(await readdir(cache)).toEqual([]);
});

test("an interrupt stops go with what it started and removes what was built so far", async () => {
  const { directory, cache, ensure } = await machine(
    `sleep 60 & echo $! > "\${0%/*}/new"; mv "\${0%/*}/new" "\${0%/*}/pid"; wait`,
  );
  const controller = new AbortController();
  const ending = expect(ensure(controller.signal)).rejects.toMatchObject({ kind: "interrupted" });
  const pidFile = join(directory, "bin/pid");
  while (!existsSync(pidFile)) await sleep(20);
  controller.abort();
  await ending;
  expect(await readdir(cache)).toEqual([]);
  expect(identify(Number(await readFile(pidFile, "utf8")))).toBe(null);
});

test("what a killed build left is removed by the next one", async () => {
  const { cache, ensure } = await machine(working);
  await writeScript(join(cache, "building-pulumi-abc/modules/x"), "");
  await writeFile(join(cache, "other"), "");
  await ensure();
  expect(await readdir(cache)).toEqual(["other", expect.stringMatching(/^pulumi-3/)]);
});
