#!/usr/bin/env node
// Starts the command. Plain JavaScript, since the Node on PATH may be any. In the repository the source runs as it is, on
// the Node of its dependencies where the one on PATH is too old for that; a package runs what was compiled from it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const atHand = (path) => existsSync(new URL(path, import.meta.url));
const inRepository = atHand("./main.ts");
const [main, oldest] = inRepository ? ["./main.ts", "26.0"] : ["../dist/cli/main.js", "22.19"];

if (isUsable(process.versions.node)) {
  module.enableCompileCache();
  silenceNegativeTimeouts();
  await import(main);
} else {
  const own = ["../node_modules/node/bin/node", "../../node/bin/node"].find(atHand);
  if (own === undefined) {
    const remedy = inRepository
      ? "run `npm run setup` first, which fetches it"
      : "install a newer Node, or run `npm install node@26` beside plimsoll";
    process.stderr.write(
      `error PLM-NODE-001: Node ${oldest} or later is needed, this is ${process.versions.node}\n  ${remedy}\n`,
    );
    process.exitCode = 5;
  } else passTo(fileURLToPath(new URL(own, import.meta.url)));
}

function isUsable(version) {
  const [major, minor] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldest.split(".").map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** kafkajs works out a timeout that Node.js warns of; nothing is wrong. */
function silenceNegativeTimeouts() {
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    if (rest[0] !== "TimeoutNegativeWarning") emitWarning.call(process, warning, ...rest);
  };
}

/** Runs this command with another Node; its signals and its exit code are this process's own. */
function passTo(node) {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(
      `error PLM-NODE-002: ${node} does not start: ${error.message}\n  run \`npm install\` again where it stands\n`,
    );
    process.exitCode = 5;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}
