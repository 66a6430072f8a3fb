#!/usr/bin/env node
// Starts the command. Plain JavaScript, since the Node on PATH may be too old to run TypeScript; in that case the
// package's own Node runs the same file again.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const oldestUsable = 26;

if (Number.parseInt(process.versions.node, 10) >= oldestUsable) {
  module.enableCompileCache();
  await import("./main.ts");
} else {
  const own = ownNode();
  if (own === undefined) {
    process.stderr.write(
      `error PLM-NODE-001: Node ${oldestUsable} is needed, this is ${process.versions.node}, and the package's own is not installed; run npm ci in its folder\n`,
    );
    process.exitCode = 5;
  } else passTo(own);
}

/** The Node that npm installed beside this package or in a folder above it. */
function ownNode() {
  return ["../node_modules/node/bin/node", "../../node/bin/node"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find(existsSync);
}

/** Runs this command with another Node; its signals and its exit code are this process's own. */
function passTo(node) {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`error PLM-NODE-002: ${node} does not start: ${error.message}; run npm ci again\n`);
    process.exitCode = 5;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}
