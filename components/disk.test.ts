import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { requireFreeSpace } from "./disk.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-disk-"));
});
afterEach(() => rm(directory, { recursive: true }));

test("room enough: the directory is made, for its owner only", async () => {
  await requireFreeSpace(join(directory, "a"), 1, "The test");
  expect((await stat(join(directory, "a"))).mode & 0o777).toBe(0o700);
});

test("no room: both figures and how much to free", async () => {
  await expect(requireFreeSpace(directory, 1e18, "The test")).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-DISK-101",
    message: expect.stringMatching(/^The test needs 1,000,000,000,000 MB in .+, where [\d,]+ MB are free$/),
  });
});
