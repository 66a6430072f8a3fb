import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pulumiCommand } from "./command.ts";
import { temporaryDirectory, writeScript } from "./testing.ts";

const configuration = "config:\n  plimsoll:system: stacks/claro\n";

/** A repository with a stack `local`, and a CLI that creates stacks as the real one does. */
async function fixture() {
  const directory = await temporaryDirectory();
  const executable = join(directory, "bin/pulumi");
  const state = join(directory, "state/pulumi.backend");
  await writeScript(
    executable,
    `[ "$1 $2" = "stack --show-name" ] && { echo local; exit 0; }
     [ "$1 $2" = "stack init" ] || exit 1
     echo "$PWD $*" >> ${directory}/calls
     [ -e ${directory}/refuse ] && { echo "error: refused" >&2; exit 255; }
     mkdir -p ${state}/.pulumi/stacks/plimsoll
     touch ${state}/.pulumi/stacks/plimsoll/$3.json
     echo "encryptionsalt: v1:salt" >> Pulumi.$3.yaml`,
  );
  const root = join(directory, "repository");
  await mkdir(join(root, "stacks"), { recursive: true });
  await writeFile(join(root, "Pulumi.yaml"), "name: plimsoll\nruntime: nodejs\nstackConfigDir: stacks\n");
  await writeFile(join(root, "stacks/Pulumi.local.yaml"), configuration);
  const env = { HOME: directory, PATH: "/usr/bin:/bin", PLIMSOLL_STATE: join(directory, "state") };
  const prepare = (line: string, extra: NodeJS.ProcessEnv = {}, source: "path" | "built" = "built") =>
    pulumiCommand({
      cli: { source, executable, version: "3.246.0" },
      args: line.split(" "),
      env: { ...env, ...extra },
      root,
    });
  const calls = () => readFile(join(directory, "calls"), "utf8").catch(() => "");
  return { directory, root, state, executable, prepare, calls };
}

test("the first up creates the stack beside its state; the repository's file stays as it is", async () => {
  const { root, state, executable, prepare, calls } = await fixture();
  const copy = join(state, "config/Pulumi.local.yaml");
  for (let run = 0; run < 2; run++) {
    const command = await prepare("up --stack local");
    expect(command).toMatchObject({
      command: executable,
      args: ["up", "--stack", "local"],
      cwd: root,
      ownBackend: state,
    });
    expect(command.env.PULUMI_OPTION_CONFIG_FILE).toBe(copy);
  }
  expect(await calls()).toBe(`${state}/config stack init local --no-select --non-interactive\n`);
  expect(await readFile(copy, "utf8")).toBe(`${configuration}encryptionsalt: v1:salt\n`);
  expect(await readFile(join(root, "stacks/Pulumi.local.yaml"), "utf8")).toBe(configuration);
});

test("an edit of the repository's file is in the next run, and its own salt goes first", async () => {
  const { root, prepare } = await fixture();
  await prepare("up --stack local");
  const own = "encryptionsalt: v1:own\nconfig: {}\n";
  await writeFile(join(root, "stacks/Pulumi.local.yaml"), own);
  const { env } = await prepare("destroy");
  expect(await readFile(env.PULUMI_OPTION_CONFIG_FILE!, "utf8")).toBe(own);
});

test("a stack without a file in the repository is not created: its name is a slip", async () => {
  const { prepare, calls } = await fixture();
  expect((await prepare("up --stack lcoal")).env).not.toHaveProperty("PULUMI_OPTION_CONFIG_FILE");
  expect(await calls()).toBe("");
});

test("configuration is edited in the repository", async () => {
  const { prepare } = await fixture();
  expect((await prepare("config set a b --stack local")).env).not.toHaveProperty("PULUMI_OPTION_CONFIG_FILE");
});

test("a stack that cannot be created", async () => {
  const { directory, prepare } = await fixture();
  await writeFile(join(directory, "refuse"), "");
  await expect(prepare("up --stack local")).rejects.toMatchObject({
    code: "PLM-PULUMI-005",
    details: ["error: refused"],
  });
});

test("with a backend of the user's own nothing is prepared", async () => {
  const { prepare, calls } = await fixture();
  const { env, ownBackend } = await prepare("up --stack local", { PULUMI_BACKEND_URL: "file:///theirs" });
  expect(ownBackend).toBe(null);
  expect(env).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE_FILE");
  expect(await calls()).toBe("");
});

test("the stand-in is for the CLI that was built; the repository's Node.js comes first for both", async () => {
  const { prepare } = await fixture();
  const [built, path] = [await prepare("version"), await prepare("version", {}, "path")];
  expect(built.env.PLIMSOLL_LANGUAGE_HOST).toMatch(/\/scripts\/pulumi\/language-host\.ts$/);
  expect(built.env.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION).toBe("true");
  expect(path.env).not.toHaveProperty("PLIMSOLL_LANGUAGE_HOST");
  expect(path.env).not.toHaveProperty("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION");
  for (const { env } of [built, path]) expect(env.PATH).toMatch(/\/node_modules\/\.bin:\/usr\/bin:\/bin$/);
});

test("with a state directory given, nothing that the user has chosen counts", async () => {
  const { directory, root, executable } = await fixture();
  const { env, ownBackend } = await pulumiCommand({
    cli: { source: "built", executable, version: "3.246.0" },
    args: ["stack", "ls"],
    env: { PULUMI_BACKEND_URL: "file:///theirs", PULUMI_CONFIG_PASSPHRASE: "theirs", PULUMI_STACK: "theirs" },
    stateDir: join(directory, "own"),
    root,
  });
  expect(ownBackend).toBe(join(directory, "own/pulumi.backend"));
  expect(env.PULUMI_HOME).toBe(join(directory, "own/pulumi.home"));
  expect(JSON.stringify(env)).not.toContain("theirs");
});
