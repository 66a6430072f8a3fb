import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inSystem, inventory, workload } from "../../components/testing/small-system.ts";
import { repeatsOf } from "../../loadgen/repeats/repeats.ts";
import { failedProof, proof } from "../../loadgen/report/fixtures.ts";
import { fakeContext } from "../testing/fakes.ts";

const system = { workload, inventory };
let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "plimsoll-report-"));
});
afterAll(() => rm(out, { recursive: true, force: true }));

/** Runs the command in the folder of a small system. */
function report(...words: string[]): Promise<ReturnType<typeof fakeContext> & { code: number }> {
  return inSystem(system, async (dir) => {
    const cli = fakeContext();
    const code = await cli.run("report", dir, ...words);
    return { ...cli, code };
  });
}

async function proofFile(name: string, run: typeof proof): Promise<string> {
  const file = join(out, name);
  await writeFile(file, JSON.stringify({ ...run, name: "small" }));
  return file;
}

describe("plimsoll report", () => {
  it.each([
    ["html", /^<!doctype html>\n<html lang="en">/],
    ["markdown", /^# small\n\n\*\*planned\*\*/],
    ["json", /^\{\n {2}"schema": "plimsoll\/report@1"/],
  ])("writes a plan as %s and says where", async (format, begins) => {
    const file = join(out, `plan.${format}`);
    const { code, out: said } = await report("--format", format, "--out", file);
    expect(code).toBe(0);
    expect(said()).toBe(`wrote ${file}\n`);
    expect(await readFile(file, "utf8")).toMatch(begins);
  });

  it("prints the report as JSON and then writes nothing unless asked to", async () => {
    const { out: said, err } = await report("--json");
    expect(JSON.parse(said())).toMatchObject({ schema: "plimsoll/report@1", subject: "plan", name: "small" });
    expect(err()).toBe("");
  });

  it("takes its exit code from the proof", async () => {
    const passed = await report("--proof", await proofFile("passed.json", proof), "--json");
    expect(passed.code).toBe(0);
    expect(JSON.parse(passed.out())).toMatchObject({ subject: "proof", verdict: { word: "pass" } });
    const failed = await report("--proof", await proofFile("failed.json", failedProof), "--json");
    expect(failed.code).toBe(1);
  });

  it("shows several runs together, with the exit code of the worst", async () => {
    const repeats = repeatsOf([proof, failedProof].map((run) => ({ ...run, name: "small" })));
    const file = join(out, "repeats.json");
    await writeFile(file, JSON.stringify(repeats));
    const both = await report("--proof", file, "--json");
    expect(both.code).toBe(1);
    const { subject, name, parts } = JSON.parse(both.out());
    expect([subject, name, parts[1].title]).toEqual(["proof", "small", "Run 1: pass"]);
    const compared = await report("--proof", file, "--compare", await proofFile("one.json", proof));
    expect([compared.code, compared.err()]).toEqual([2, expect.stringContaining("PLM-REPORT-003")]);
  });

  it("compares with another folder, with a plan as JSON, and proofs with proofs", async () => {
    const folder = await inSystem(system, async (dir) => {
      const cli = fakeContext();
      await cli.run("plan", dir, "--json");
      await writeFile(join(out, "plan.json"), cli.out());
      return report("--compare", dir, "--json");
    });
    expect(JSON.parse(folder.out())).toMatchObject({ subject: "comparison" });
    const file = await report("--compare", join(out, "plan.json"), "--json");
    expect(JSON.parse(file.out()).verdict.sentence).toContain("as many as");
    const proofs = [
      "--proof",
      await proofFile("now.json", proof),
      "--compare",
      await proofFile("then.json", failedProof),
    ];
    expect(JSON.parse((await report(...proofs, "--json")).out()).title).toContain("comparison of proofs");
  });

  it("refuses what it cannot set beside the plan", async () => {
    const strange = join(out, "strange.json");
    await writeFile(strange, JSON.stringify({ ...proof, name: "another" }));
    const other = await report("--proof", strange);
    expect(other.code).toBe(2);
    expect(other.err()).toContain("PLM-REPORT-001");
    const noPlan = await report("--compare", strange);
    expect(noPlan.code).toBe(2);
    expect(noPlan.err()).toContain("PLM-REPORT-002");
    expect((await report("--compare", join(out, "nowhere"))).err()).toContain("PLM-FILE-002");
    expect((await report("--format", "pdf")).code).toBe(2);
  });
});
