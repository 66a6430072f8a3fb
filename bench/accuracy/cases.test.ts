import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stringify } from "yaml";
import { readYaml } from "../../components/yaml-file.ts";
import { parseCase } from "./case.ts";
import { compareCases } from "./cases.ts";
import { rawCase } from "./samples.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plimsoll-accuracy-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, files: Record<string, unknown>): Promise<void> {
  await mkdir(join(folder, name));
  for (const [file, content] of Object.entries(files))
    await writeFile(join(folder, name, `${file}.yaml`), stringify(content));
}

const workload = {
  name: "small",
  metadata: "kraft",
  topics: [{ name: "t", rate: "1 MB/s", size: "1 kB", retention: "1 h", replication: 3 }],
};
const inventory = {
  target: "hosts",
  brokers: { cores: 8, memory: "32 GiB", network: "10 Gb/s", disks: [{ size: "1 TB", count: 1 }] },
};

test("cases are compared by name, and an incomplete one without a workload is not planned", async () => {
  await write("b-untold", { case: rawCase({ complete: false }) });
  await write("a-told", { case: rawCase(), workload, inventory });
  const comparisons = await compareCases(folder);
  expect(comparisons.map(({ name, ratio }) => [name, ratio])).toEqual([
    ["a-told", 1],
    ["b-untold", null],
  ]);
});

test("a complete case without a workload is a mistake that names the file", async () => {
  await write("told", { case: rawCase() });
  await expect(compareCases(folder)).rejects.toMatchObject({ message: expect.stringContaining("workload.yaml") });
});

test("every published case can be read", async () => {
  const published = new URL("cases/", import.meta.url).pathname;
  const names = await readdir(published);
  const studies = await Promise.all(
    names.map(async (name) => parseCase(await readYaml(join(published, name, "case.yaml")), name)),
  );
  expect(studies.filter(({ complete }) => complete).length).toBeGreaterThanOrEqual(10);
});
