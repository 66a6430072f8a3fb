import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { backendFor, backendSettings } from "./backend.ts";
import { temporaryDirectory } from "./testing.ts";

const project = { name: "plimsoll", backendUrl: null, configDirectory: "/nowhere" };

test("nothing chosen: a directory that no cluster can be named like", async () => {
  const HOME = await temporaryDirectory();
  const own = { kind: "own", directory: "/state/pulumi.backend" };
  expect(await backendFor({ HOME }, project, "/state")).toEqual(own);
  expect(await backendFor({ HOME }, null, "/state")).toEqual(own);
});

test.each([{ PULUMI_BACKEND_URL: "s3://bucket" }, { PULUMI_ACCESS_TOKEN: "secret" }])(
  "what %j chooses is left alone",
  async (env) => {
    const HOME = await temporaryDirectory();
    expect(await backendFor({ HOME, ...env }, project, "/state")).toEqual({ kind: "chosen" });
  },
);

test("Pulumi.yaml may choose", async () => {
  const HOME = await temporaryDirectory();
  expect(await backendFor({ HOME }, { ...project, backendUrl: "file:///x" }, "/state")).toEqual({ kind: "chosen" });
});

test.each(["HOME", "PULUMI_HOME", "PULUMI_CREDENTIALS_PATH"])(
  "a login found by %s counts, a logout too",
  async (name) => {
    const HOME = await temporaryDirectory();
    const place = name === "HOME" ? HOME : join(HOME, "other");
    const directory = name === "HOME" ? join(HOME, ".pulumi") : place;
    await mkdir(directory, { recursive: true });
    const file = join(directory, "credentials.json");
    await writeFile(file, JSON.stringify({ current: "https://api.example" }));
    expect(await backendFor({ HOME, [name]: place }, project, "/state")).toEqual({ kind: "chosen" });
    await writeFile(file, JSON.stringify({ accessTokens: {} }));
    expect(await backendFor({ HOME, [name]: place }, project, "/state")).toMatchObject({ kind: "own" });
  },
);

test("the passphrase is long, for its owner only, and stays", async () => {
  const directory = join(await temporaryDirectory(), "a b");
  const settings = await backendSettings(directory, {});
  const path = join(directory, "passphrase");
  expect(settings).toMatchObject({
    PULUMI_BACKEND_URL: expect.stringMatching(/^file:\/\/\/.*\/a%20b\?metadata=skip$/),
    PULUMI_CONFIG_PASSPHRASE_FILE: path,
  });
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const passphrase = await readFile(path, "utf8");
  expect(Buffer.from(passphrase.trim(), "base64url")).toHaveLength(32);
  await Promise.all([backendSettings(directory, {}), backendSettings(directory, {})]);
  expect(await readFile(path, "utf8")).toBe(passphrase);
});

test.each([{ PULUMI_CONFIG_PASSPHRASE: "" }, { PULUMI_CONFIG_PASSPHRASE_FILE: "/mine" }])(
  "with %j no passphrase is made",
  async (env) => {
    const directory = await temporaryDirectory();
    expect(Object.keys(await backendSettings(directory, env))).toEqual([
      "PULUMI_BACKEND_URL",
      "PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER",
      "PULUMI_OPTION_PRESERVE_CONFIG",
    ]);
  },
);
