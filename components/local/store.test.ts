import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, readState, stateDirectory } from "./store.ts";

let stateDir: string;
beforeEach(async () => {
  stateDir = join(await mkdtemp(join(tmpdir(), "plimsoll-store-")), "state");
});
afterEach(() => rm(join(stateDir, ".."), { recursive: true }));

test("what is saved is read back, by its owner only", async () => {
  const store = await openStore(stateDir, "claro");
  store.state.ports["broker-1"] = [19_001];
  await Promise.all([store.save(), store.save()]);
  await store.close();
  expect(await readState(stateDir, "claro")).toMatchObject({ madeBy: "plimsoll up", ports: { "broker-1": [19_001] } });
  expect((await stat(stateDir)).mode & 0o777).toBe(0o700);
  expect((await stat(join(stateDir, "claro.json"))).mode & 0o777).toBe(0o600);
});

test("the second of two at once is told who is at work", async () => {
  const first = await openStore(stateDir, "claro");
  await expect(openStore(stateDir, "claro")).rejects.toMatchObject({
    code: "PLM-STATE-101",
    message: `Process ${process.pid} is bringing cluster claro up or down`,
  });
  await first.close();
  await (await openStore(stateDir, "claro")).close();
});

test.each([
  ["made by another tool", { schema: "plimsoll/local@1", madeBy: "pulumi up" }, "PLM-STATE-102"],
  ["of another version", { schema: "plimsoll/local@9", madeBy: "plimsoll up" }, "PLM-STATE-103"],
])("a state %s is left alone", async (_name, state, code) => {
  await (await openStore(stateDir, "other")).close();
  const path = join(stateDir, "claro.json");
  await writeFile(path, JSON.stringify(state));
  await expect(openStore(stateDir, "claro")).rejects.toMatchObject({ code });
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual(state);
});

test.each(["", "../claro", "a/b", ".hidden"])("%j names no cluster", async (name) => {
  await expect(readState(stateDir, name)).rejects.toMatchObject({ kind: "input", code: "PLM-STATE-104" });
});

test("where the state is kept", () => {
  expect(stateDirectory({ PLIMSOLL_STATE: "/a", XDG_STATE_HOME: "/b" })).toBe("/a");
  expect(stateDirectory({ XDG_STATE_HOME: "/b" })).toBe("/b/plimsoll");
  expect(stateDirectory({})).toMatch(/\/\.local\/state\/plimsoll$/);
});
