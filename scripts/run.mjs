#!/usr/bin/env node
// The first step of every npm script. It runs on the Node.js that the machine has (20 or later) and without any
// dependency: it installs the project's own dependencies, Node 26 among them, and hands over to that.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stamp = join(modules, ".plimsoll-lock.sha256");
const node = join(modules, "node", "bin", "node");

const tasks = {
  start: ["cli/main.ts", "start"],
  setup: ["scripts/setup.ts"],
  test: ["scripts/test.ts"],
  unit: ["scripts/test.ts", "--unit"],
  check: ["scripts/check.ts"],
  bench: ["bench/main.ts"],
  flame: ["bench/flame/main.ts"],
  accuracy: ["bench/accuracy/main.ts"],
  nightly: ["scripts/nightly/main.ts"],
  "setup:k6": ["scripts/k6/setup.ts"],
  "setup:librdkafka": ["scripts/librdkafka/setup.ts"],
  "setup:pulumi": ["scripts/pulumi/setup.ts"],
  pulumi: ["scripts/pulumi/run.ts"],
};

const [task = "", ...rest] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task)) {
  console.error(`run.mjs: unknown task "${task}"; there are ${Object.keys(tasks).join(", ")}`);
  process.exit(2);
}
if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`plimsoll needs Node.js 20 or later; this is ${process.versions.node}`);
  process.exit(5);
}
install();
handOver([...tasks[task].map((part, i) => (i === 0 ? join(root, part) : part)), ...rest]);

/**
 * Installs what the lock file asks for, unless it is there. Not `npm ci`: that refuses a lock file which leaves out
 * optional packages of other platforms, as one made against a registry without them does.
 */
function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.error(
    "plimsoll: installing the dependencies of package-lock.json (Node 26 among them, about 630 MB on disk; some minutes)",
  );
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const done = spawnSync("npm", args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (done.error || done.status !== 0 || !existsSync(node)) {
    console.error(
      "plimsoll: npm install failed; its own message is above. Check the network and the registry that npm is set to",
    );
    process.exit(done.signal ? 130 : 5);
  }
  writeFileSync(stamp, lock);
}

/** Runs Node 26 in this process's place: its output, its signals, its exit code. */
function handOver(args) {
  const path = `${join(modules, ".bin")}${delimiter}${process.env.PATH ?? ""}`;
  // kafkajs works out a timeout that Node.js warns of; nothing is wrong.
  const child = spawn(node, ["--disable-warning=TimeoutNegativeWarning", ...args], {
    stdio: "inherit",
    env: { ...process.env, PATH: path },
  });
  // A terminal sends Ctrl-C to the child as well; what else sends a signal sends it only here.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
}
