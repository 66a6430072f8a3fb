import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proof } from "../report/fixtures.ts";
import { readBaseline } from "./read.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plimsoll-baseline-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(text: string): Promise<string> {
  const file = join(folder, "proof.json");
  await writeFile(file, text);
  return file;
}

describe("a baseline", () => {
  it("is read as it was written", async () => {
    expect(await readBaseline(await written(JSON.stringify(proof)))).toEqual(proof);
  });

  it("is refused where it is missing, no JSON, or something else", async () => {
    await expect(readBaseline(join(folder, "none.json"))).rejects.toMatchObject({ code: "PLM-BASELINE-001" });
    await expect(readBaseline(await written("{"))).rejects.toMatchObject({ code: "PLM-BASELINE-002" });
    const other = JSON.stringify({ ...proof, scale: { factor: -1, chosen: "" } });
    await expect(readBaseline(await written(other))).rejects.toThrow("at scale.factor");
  });
});
