import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Handler, HandlerContext } from "../handler.ts";
import { signalProcess } from "../process/detached.ts";
import { isAlive } from "../process/identity.ts";
import { pause } from "../process/pause.ts";
import type { NodeInputs } from "../resource.ts";
import { type NodeKind, type NodeOutputs, nodeHandler, processesOf } from "./node-handler.ts";
import { pickPorts } from "./ports.ts";

/** A node that listens on the port that its file names; other words in the file make it misbehave. */
const program = `
const { readFileSync } = require("node:fs");
const text = readFileSync("conf/port", "utf8");
console.log("read " + text.trim());
if (text.includes("dies")) { for (let n = 1; n <= 30; n++) console.log("line " + n); process.exit(1); }
if (text.includes("idles")) setInterval(() => {}, 1000);
else require("node:net").createServer().listen(Number.parseInt(text), "127.0.0.1");
`;
const listener: NodeKind<NodeInputs> = {
  replaceOn: ["node"],
  readyWithinMs: 10_000,
  command: async (_context, _inputs, marks) => ({
    command: process.execPath,
    args: ["-e", program, "--", ...marks],
  }),
  beforeStart: async () => {},
  spare: async () => void spared.push(processesOf(directory)[0]?.pid),
  serves: ({ host, port }) =>
    new Promise((resolve) => {
      const socket = createConnection({ host, port }, () => socket.destroy());
      socket.on("close", (failed) => resolve(!failed));
      socket.on("error", () => {});
    }),
};

let directory: string;
let port: number;
let abort: AbortController;
let context: HandlerContext;
/** Which process ran each time when the node was to be spared. */
let spared: (number | undefined)[];
let handler: Handler<NodeInputs, NodeOutputs>;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), "plimsoll-node-")), "node-1");
  [port = 0] = await pickPorts(1, directory);
  abort = new AbortController();
  spared = [];
  context = { signal: abort.signal, log: () => {}, clusterStays: true, inTurn: (_node, work) => work() };
  handler = nodeHandler(listener);
});
afterEach(async () => {
  await handler.delete(context, inputs());
  await rm(join(directory, ".."), { recursive: true });
});

function inputs(word = ""): NodeInputs {
  return {
    cluster: "c",
    node: "node-1",
    kafka: "3.9.2",
    host: "127.0.0.1",
    port,
    peerPorts: [],
    directory,
    heapBytes: 0,
    jvm: [],
    files: { "conf/port": `${port} ${word}\n` },
    running: true,
  };
}

test("created, it serves and reads back as wanted", async () => {
  const outputs = await handler.create(context, inputs());
  expect(isAlive(outputs)).toBe(true);
  expect(await handler.read(context, inputs())).toEqual({ inputs: inputs(), outputs });
});

test("created again after a cut-off command, the process that runs is kept", async () => {
  const first = await handler.create(context, inputs());
  expect(await handler.create(context, inputs())).toEqual(first);
  expect(processesOf(directory)).toEqual([first]);
});

test("a killed process is seen, and healed by update", async () => {
  const first = await handler.create(context, inputs());
  signalProcess(first, "SIGKILL");
  while (isAlive(first)) await pause(10);
  const observed = await handler.read(context, inputs());
  expect(handler.diff(observed!.inputs, inputs())).toEqual({ change: "update", properties: ["running"] });
  const second = await handler.update(context, inputs());
  expect(second.pid).not.toBe(first.pid);
  expect(spared).toEqual([]);
  expect(processesOf(directory)).toEqual([second]);
});

test.each([
  ["edited", () => writeFile(join(directory, "conf/port"), "1\n")],
  ["removed", () => rm(join(directory, "conf/port"))],
])("a file that was %s is seen, and written again without disturbing the process", async (_name, disturb) => {
  const outputs = await handler.create(context, inputs());
  await disturb();
  const observed = await handler.read(context, inputs());
  expect(handler.diff(observed!.inputs, inputs())).toEqual({ change: "update", properties: ["files.conf/port"] });
  expect(await handler.update(context, inputs())).toEqual(outputs);
  expect(await readFile(join(directory, "conf/port"), "utf8")).toBe(inputs().files["conf/port"]);
});

test("a changed file restarts the process, which reads it", async () => {
  const first = await handler.create(context, inputs());
  const second = await handler.update(context, inputs("changed"));
  expect(isAlive(first)).toBe(false);
  expect(processesOf(directory)).toEqual([second]);
  expect(spared).toEqual([first.pid, second.pid]);
  expect(await readFile(join(directory, "log/console.log"), "utf8")).toContain(`read ${port} changed`);
});

test("one that dies before it serves is a problem that shows the end of its log", async () => {
  await expect(handler.create(context, inputs("dies"))).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-NODE-101",
    message: "node-1 ended before it served",
    details: Array.from({ length: 20 }, (_, n) => `line ${n + 11}`),
  });
});

test("one that never serves is stopped and reported", async () => {
  const hasty = nodeHandler({ ...listener, readyWithinMs: 500 });
  await expect(hasty.create(context, inputs("idles"))).rejects.toMatchObject({
    code: "PLM-NODE-102",
    message: "node-1 did not serve within 0.5 s",
  });
  expect(processesOf(directory)).toEqual([]);
});

test("interrupted while it waits, it leaves no process", async () => {
  const creating = handler.create(context, inputs("idles"));
  setTimeout(() => abort.abort(), 200);
  await expect(creating).rejects.toMatchObject({ kind: "interrupted" });
  expect(processesOf(directory)).toEqual([]);
});

test("a port that somebody holds is named before anything starts", async () => {
  const holder = createServer().listen(port, "127.0.0.1");
  try {
    await expect(handler.create(context, inputs())).rejects.toMatchObject({ code: "PLM-PORT-101" });
    expect(processesOf(directory)).toEqual([]);
  } finally {
    holder.close();
  }
});

test("deleted, neither process nor directory is left, and once more is fine", async () => {
  const outputs = await handler.create(context, inputs());
  await handler.delete(context, inputs());
  expect(isAlive(outputs)).toBe(false);
  expect(await handler.read(context, inputs())).toBeNull();
  await handler.delete(context, inputs());
});

test("a directory that is not absolute is refused", () => {
  expect(handler.check({ ...inputs(), directory: "x" }, null)).toEqual([
    { property: "directory", reason: "must be an absolute path" },
  ]);
});
