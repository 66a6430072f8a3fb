import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inventory, workload } from "../components/testing/small-system.ts";
import packageJson from "../package.json" with { type: "json" };
import { fences } from "../scripts/docs/blocks.ts";
import { documents } from "../scripts/docs/documents.ts";
import { overBudget } from "../scripts/pack/package-file.ts";
import { commandScript } from "../scripts/run-step.ts";
import { planSchema } from "../sizing/index.ts";
import { type InstalledPackage, installPackage } from "./installed-package.ts";

const root = dirname(import.meta.dirname);
const olderNode = ["/usr/bin/node", "/usr/local/bin/node"].find(existsSync);
if (olderNode === undefined) console.log("left out: the package on an older Node, since there is none but this");

let installed: InstalledPackage;
beforeAll(async () => {
  installed = await installPackage(root);
  await mkdir(join(installed.folder, "mine"));
  await installed.write("mine/workload.yaml", workload);
  await installed.write("mine/inventory.yaml", inventory);
});
afterAll(() => installed?.remove());

const plimsoll = (...words: string[]) => installed.run("npx", "plimsoll", ...words);
const at = (...path: string[]) => join(installed.folder, ...path);

test("the package is within its budget, and has neither tests nor sources in it", () => {
  const { files, packed, unpacked } = installed.made;
  console.log(`${files.length} files, ${packed} bytes packed, ${unpacked} unpacked`);
  expect(overBudget(installed.made)).toEqual([]);
  const ours = files.filter((path) => !path.startsWith("dist/loadgen/k6/scripts/"));
  expect(ours.filter((path) => /\.test\.|(^|\/)(golden|testing|bench|scripts|test)\//.test(path))).toEqual([]);
  expect(ours.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
});

describe("installed into an empty folder", () => {
  beforeEach(({ skip }) => {
    if (installed.leftOut === null) return;
    console.log(`left out: the package as installed, since ${installed.leftOut}`);
    skip(installed.leftOut);
  });

  test("`npx plimsoll` knows its version, and plans a system that is not one of ours", async () => {
    expect(await plimsoll("--version")).toEqual({ code: 0, out: `${packageJson.version}\n`, err: "" });
    const planned = await plimsoll("plan", "mine", "--json");
    expect({ code: planned.code, err: planned.err }).toEqual({ code: 0, err: "" });
    expect(planSchema.parse(JSON.parse(planned.out)).totals.brokers).toBe(4);
  });

  test("it finds its catalogues, its examples and the scripts that it hands on", async () => {
    const examples = join("node_modules", "plimsoll", "dist", "stacks");
    expect(await plimsoll("plan", join(examples, "cern-qa"))).toMatchObject({ code: 0, err: "" });
    const k6 = await plimsoll("k6", join(examples, "claro"), "--out", "k6");
    expect(k6.code, k6.err).toBe(0);
    expect(existsSync(at("k6", "kafka.ts"))).toBe(true);
  });

  test("it draws a report, and writes a system with the wizard", async () => {
    const report = await plimsoll("report", "mine", "--out", "mine.html");
    expect(report.code, report.err).toBe(0);
    expect(await readFile(at("mine.html"), "utf8")).toContain("<svg");
    const wizard = await plimsoll("wizard", "--from", "mine", "--name", "other", "--yes");
    expect(wizard.code, wizard.err).toBe(0);
    expect(existsSync(at("stacks", "other", "workload.yaml"))).toBe(true);
  });

  test("its types hold, in the programs of the documents too, and its modules are those", async () => {
    const programs = (await documents())
      .flatMap(({ text }) => fences(text))
      .filter(({ language }) => language === "ts");
    expect(programs.length).toBeGreaterThan(0);
    const source = `import { up } from "plimsoll/components";
import { prove, type Proof } from "plimsoll/loadgen";
import { parseBytes, parseInventory, parseWorkload, type Plan, plan } from "plimsoll/sizing";

export const planned = (workload: unknown, inventory: unknown): Plan =>
  plan(parseWorkload(workload, "workload.yaml"), parseInventory(inventory, "inventory.yaml"));
// @ts-expect-error a plan has a number of brokers, not their names
export const names: string = planned({}, {}).totals.brokers;
export const verdict = ({ verdict }: Proof): "pass" | "fail" | "invalid" => verdict;
export { parseBytes, prove, up };
`;
    const files = [source, ...programs.map(({ lines }) => lines.join("\n"))];
    for (const [n, text] of files.entries()) await installed.write(`program-${n}.mts`, text);
    const strict = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };
    const output = { module: "nodenext", target: "esnext", noEmit: true, skipLibCheck: true };
    const types = { types: ["node"], typeRoots: [join(root, "node_modules", "@types")] };
    const tsconfig = { compilerOptions: { ...strict, ...output, ...types }, include: ["*.mts"] };
    await installed.write("tsconfig.json", JSON.stringify(tsconfig));
    expect(await installed.run(process.execPath, commandScript("tsc"))).toMatchObject({ code: 0, out: "" });

    const imports = `import { parseBytes } from "plimsoll/sizing";
import schema from "plimsoll/schema/workload.schema.json" with { type: "json" };
console.log(Number(parseBytes("22 TB")), schema.title);
for (const part of ["components", "components/pulumi", "loadgen"]) await import(\`plimsoll/\${part}\`);
`;
    await installed.write("imports.mjs", imports);
    const ran = await installed.run(process.execPath, "imports.mjs");
    expect(ran.code, ran.err).toBe(0);
    expect(ran.out).toBe("22000000000000 plimsoll workload\n");
  });

  test("its threads start: the generator offers messages to its sink", async () => {
    const part = (file: string) => JSON.stringify(at("node_modules", "plimsoll", "dist", "loadgen", file));
    const threads = `import { acknowledgedPerSecond, measureCeiling } from ${part("ceiling.js")};
import { plainMessages } from ${part("records/messages.js")};

const load = { topic: "sink", partitions: 4, messages: plainMessages(100), acks: 1, idempotent: false };
const options = { driver: "plimsoll", threads: { produce: 1, consume: 0 }, warmupSeconds: 0, seconds: 1 };
console.log(acknowledgedPerSecond(await measureCeiling(load, options), options.seconds));
`;
    await installed.write("threads.mjs", threads);
    const ran = await installed.run(process.execPath, "threads.mjs");
    expect(ran.code, ran.err).toBe(0);
    expect(Number(ran.out)).toBeGreaterThan(1000);
    expect(await plimsoll("mark", "--help")).toMatchObject({ code: 0, err: "" });
  });

  test.skipIf(olderNode === undefined)("on a Node that is too old it says which it needs", async () => {
    const [major = 0, minor = 0] = (await installed.run(olderNode!, "--version")).out.slice(1).split(".").map(Number);
    const { code, err } = await installed.run(olderNode!, join("node_modules", ".bin", "plimsoll"), "--version");
    const isOld = major < 22 || (major === 22 && minor < 19);
    expect(code).toBe(isOld ? 5 : 0);
    expect(err).toMatch(isOld ? /^error PLM-NODE-001: Node 22\.19 or later is needed, this is \d/ : /^$/);
  });
});
