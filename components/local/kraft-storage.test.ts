import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseProperties } from "../testing/parse-properties.ts";
import { formatStorage, type StorageOwner } from "./kraft-storage.ts";

let directory: string;
let checkpoint: string;
let owner: StorageOwner;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-storage-"));
  checkpoint = join(directory, "bootstrap.checkpoint");
  await writeFile(checkpoint, "feature levels");
  const logDirs = [join(directory, "node/data-1"), join(directory, "node/data-2")];
  owner = { node: "broker-1", nodeId: 1, clusterId: "csGe7dv9xYAW73gBZylQuQ", logDirs };
});
afterEach(() => rm(directory, { recursive: true }));

test("each directory gets what a first start needs, and nothing is left beside it", async () => {
  await formatStorage(owner, checkpoint);
  expect((await readdir(join(directory, "node"))).sort()).toEqual(["data-1", "data-2"]);
  for (const logDir of owner.logDirs) {
    expect(parseProperties(await readFile(join(logDir, "meta.properties"), "utf8"))).toEqual({
      "cluster.id": "csGe7dv9xYAW73gBZylQuQ",
      "node.id": "1",
      version: "1",
    });
    expect(await readFile(join(logDir, "bootstrap.checkpoint"), "utf8")).toBe("feature levels");
  }
});

test("a directory that holds this node's data is left as it is, as Kafka wrote it", async () => {
  await formatStorage(owner, checkpoint);
  const written =
    "#\n#Sun Nov 22 17:07:02 UTC 2026\nnode.id=1\ndirectory.id=x\nversion=1\ncluster.id=csGe7dv9xYAW73gBZylQuQ\n";
  const file = join(owner.logDirs[0]!, "meta.properties");
  await writeFile(file, written);
  await rm(join(owner.logDirs[0]!, "bootstrap.checkpoint"));
  await formatStorage(owner, checkpoint);
  expect(await readFile(file, "utf8")).toBe(written);
  expect(await readdir(owner.logDirs[0]!)).toEqual(["meta.properties"]);
});

test("a directory that was being formatted when all ended is formatted anew", async () => {
  await mkdir(`${owner.logDirs[0]}.new`, { recursive: true });
  await writeFile(`${owner.logDirs[0]}.new/half`, "");
  await formatStorage(owner, checkpoint);
  expect((await readdir(owner.logDirs[0]!)).sort()).toEqual(["bootstrap.checkpoint", "meta.properties"]);
});

test.each([
  ["another node", { nodeId: 11 }, "node.id=1"],
  ["another cluster", { clusterId: "AnotherClusterOfOurs_w" }, "cluster.id=csGe7dv9xYAW73gBZylQuQ"],
])("a directory of %s is not touched", async (_whose, other, told) => {
  await formatStorage(owner, checkpoint);
  await expect(formatStorage({ ...owner, ...other }, checkpoint)).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-STORAGE-101",
    message: expect.stringContaining(told),
  });
});

test("nor is one that holds files and does not tell whose they are", async () => {
  await mkdir(owner.logDirs[1]!, { recursive: true });
  await writeFile(join(owner.logDirs[1]!, "events-0.log"), "data");
  await expect(formatStorage(owner, checkpoint)).rejects.toMatchObject({ code: "PLM-STORAGE-101" });
  expect(await readdir(owner.logDirs[1]!)).toEqual(["events-0.log"]);
});
