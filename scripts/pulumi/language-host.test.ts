import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import grpc from "@grpc/grpc-js";
import service from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { expect, onTestFinished, test } from "vitest";
import { temporaryDirectory } from "./testing.ts";

/**
 * The host as the engine starts it, a client, and a program's folder. What stands there for the SDK's runner writes
 * down how it was called and then does what `body` says.
 */
async function start(body: string) {
  const directory = await temporaryDirectory();
  const seen = join(directory, "seen.json");
  const runner = join(directory, "node_modules/@pulumi/pulumi/cmd/run");
  await mkdir(runner, { recursive: true });
  const write = `require("fs").writeFileSync(${JSON.stringify(seen)}, JSON.stringify({
    args: process.argv.slice(2), execArgv: process.execArgv, cwd: process.cwd(), pid: process.pid,
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("PULUMI_"))) }));`;
  await writeFile(join(runner, "index.js"), `${write}\n${body}`);
  const host = spawn(process.execPath, [join(import.meta.dirname, "language-host.ts"), "-v=9", "127.0.0.1:1"]);
  onTestFinished(() => void host.kill("SIGKILL"));
  const ended = once(host, "exit").then(([code]) => code as number);
  const lines = createInterface({ input: host.stdout });
  const [port] = (await once(lines, "line")) as [string];
  const client = new service.LanguageRuntimeClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  onTestFinished(() => client.close());
  const request = new language.RunRequest()
    .setMonitorAddress("127.0.0.1:2")
    .setProject("plimsoll")
    .setStack("local")
    .setParallel(8)
    .setDryrun(true)
    .setArgsList(["more"])
    .setConfigsecretkeysList(["plimsoll:secret"])
    .setInfo(
      new language.ProgramInfo()
        .setRootDirectory("/root-directory")
        .setProgramDirectory(directory)
        .setEntryPoint("stacks/index.ts")
        .setOptions(struct.Struct.fromJavaScript({ typescript: false, nodeargs: "--no-warnings  --trace-uncaught" })),
    );
  request.getConfigMap().set("plimsoll:system", "stacks/claro");
  const run = promisify(client.run.bind(client)) as (request: language.RunRequest) => Promise<language.RunResponse>;
  const begun = async () => {
    for (;;) {
      const text = await readFile(seen, "utf8").catch(() => "");
      if (text !== "") return JSON.parse(text);
      await sleep(20);
    }
  };
  return { directory, host, ended, lines, client, run: () => run(request), begun };
}

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("a program is run as the engine asks, and what it prints comes after the port", async () => {
  const { directory, lines, run, begun } = await start(`console.log("hello")`);
  const line = once(lines, "line");
  expect((await run()).toObject()).toEqual({ error: "", bail: false });
  expect(await line).toEqual(["hello"]);
  const pairs = "monitor=127.0.0.1:2 engine=127.0.0.1:1 project=plimsoll root-directory=/root-directory stack=local";
  expect(await begun()).toMatchObject({
    cwd: directory,
    execArgv: ["--no-warnings", "--trace-uncaught"],
    args: [
      ...pairs.split(" ").flatMap((pair) => `--${pair}`.split("=")),
      ...["--pwd", directory, "--parallel", "8", "--dry-run", "stacks/index.ts", "more"],
    ],
    env: {
      PULUMI_CONFIG: `{"plimsoll:system":"stacks/claro"}`,
      PULUMI_CONFIG_SECRET_KEYS: `["plimsoll:secret"]`,
      PULUMI_NODEJS_TYPESCRIPT: "false",
    },
  });
});

test.each([
  ["process.exit(32)", { error: "", bail: true }],
  ["process.exit(3)", { error: "the program ended with exit code 3", bail: false }],
  [`process.kill(process.pid, "SIGKILL")`, { error: "the program ended by SIGKILL", bail: false }],
])("a program that does %s", async (body, expected) => {
  const { run } = await start(body);
  expect((await run()).toObject()).toEqual(expected);
});

test("without the SDK in the program's folder the run fails with the reason", async () => {
  const { directory, run } = await start("");
  await writeFile(join(directory, "node_modules/@pulumi/pulumi/package.json"), `{ "exports": {} }`);
  expect((await run()).getError()).toContain("@pulumi/pulumi");
});

const endless = "setInterval(() => {}, 1000)";

test("a cancelled program is interrupted, and the host goes on", async () => {
  const { client, run, begun } = await start(endless);
  const response = run();
  const { pid } = await begun();
  const cancel = promisify(client.cancel.bind(client)) as (request: empty.Empty) => Promise<empty.Empty>;
  await cancel(new empty.Empty());
  expect((await response).getError()).toBe("the program ended by SIGINT");
  expect(alive(pid)).toBe(false);
});

test.each([
  ["its standard input ends, as when the engine is killed", "stdin"],
  ["it is interrupted", "signal"],
] as const)("the host and its program end when %s", async (_, how) => {
  const { host, ended, run, begun } = await start(endless);
  run().catch(() => {});
  const { pid } = await begun();
  if (how === "stdin") host.stdin.end();
  else host.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(alive(pid)).toBe(false);
});

test("what the engine asks before a run", async () => {
  const { client } = await start("");
  const packages = promisify(client.getRequiredPackages.bind(client)) as (
    request: language.GetRequiredPackagesRequest,
  ) => Promise<language.GetRequiredPackagesResponse>;
  expect((await packages(new language.GetRequiredPackagesRequest())).getPackagesList()).toEqual([]);
  const about = promisify(client.about.bind(client)) as (
    request: language.AboutRequest,
  ) => Promise<language.AboutResponse>;
  expect((await about(new language.AboutRequest())).getVersion()).toBe(process.version);
});
