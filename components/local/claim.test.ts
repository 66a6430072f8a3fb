import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HandlerContext } from "../handler.ts";
import { startDetached } from "../process/detached.ts";
import { findByArgument } from "../process/identity.ts";
import { type ClaimInputs, claimHandler } from "./claim.ts";
import { openStore, readState } from "./store.ts";

const context: HandlerContext = {
  signal: new AbortController().signal,
  log: () => {},
  clusterStays: true,
  inTurn: (_node, work) => work(),
};
let stateDir: string;
let inputs: ClaimInputs;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "plimsoll-claim-"));
  inputs = { cluster: "claro", stack: "local", stateDir, neededBytes: 1 };
});
afterEach(() => rm(stateDir, { recursive: true }));

test("once claimed, the name is the stack's: the other tool and another stack are told who has it", async () => {
  expect(await claimHandler.create(context, inputs)).toEqual({ directory: join(stateDir, "claro") });
  expect(await claimHandler.read(context, inputs)).toMatchObject({ inputs });
  const taken = {
    code: "PLM-STATE-102",
    message: "Cluster claro was made by `pulumi up --stack local`",
  };
  await expect(readState(stateDir, "claro")).rejects.toMatchObject(taken);
  await expect(claimHandler.create(context, { ...inputs, stack: "other" })).rejects.toMatchObject(taken);
});

test("a cluster of the other tool is neither claimed nor deleted", async () => {
  const store = await openStore(stateDir, "claro");
  await store.save();
  await store.close();
  const theirs = { code: "PLM-STATE-102", message: "Cluster claro was made by `plimsoll up`" };
  await expect(claimHandler.create(context, inputs)).rejects.toMatchObject(theirs);
  expect(await claimHandler.read(context, inputs)).toBeNull();
  await claimHandler.delete(context, inputs);
  expect(await readState(stateDir, "claro")).toMatchObject({ madeBy: "plimsoll up" });
});

test("claimed twice and deleted twice is fine", async () => {
  await claimHandler.create(context, inputs);
  await claimHandler.create(context, inputs);
  await claimHandler.delete(context, inputs);
  await claimHandler.delete(context, inputs);
  expect(await claimHandler.read(context, inputs)).toBeNull();
});

test("deleting it stops a node that no state knows", async () => {
  const { directory } = await claimHandler.create(context, inputs);
  const node = join(directory, "broker-1");
  await mkdir(node, { recursive: true });
  const mark = `-Dplimsoll.node=${node}`;
  const args = ["-e", "setInterval(() => {}, 1000)", "--", mark];
  await startDetached({ command: process.execPath, args, directory: node, logFile: join(node, "log") });
  expect(findByArgument(mark)).toHaveLength(1);
  await claimHandler.delete(context, inputs);
  expect(findByArgument(mark)).toEqual([]);
  await expect(stat(directory)).rejects.toMatchObject({ code: "ENOENT" });
});

test("without the space that the cluster needs nothing is claimed", async () => {
  await expect(claimHandler.create(context, { ...inputs, neededBytes: 1e18 })).rejects.toMatchObject({
    code: "PLM-DISK-101",
  });
  expect(await readState(stateDir, "claro")).toBeNull();
});
