import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { raisedIn } from "./raised.ts";

const source = `
const code = "PLM-DEMO-001";
const remedy = "of the file";
function direct(file: string, missing: boolean) {
  throw new Problem("input", "PLM-DEMO-002", \`\${file} \${missing ? "does not exist" : "is a folder"}\`, "name a file");
}
function wrong(what: string, why: string): Problem {
  return new Problem("input", code, what, why);
}
const callers = [wrong("a is wrong", "write a"), wrong(\`b is \${name}\`, "write b")];
function local() {
  const remedy = "of the function";
  return new Problem("environment", "PLM-DEMO-003", "it broke", remedy);
}
const codes = { disk: "PLM-DEMO-010", cpu: "PLM-DEMO-011" };
const refusal = (resource: "disk" | "cpu") => ({ code: codes[resource], resource, needed: 2, available: 1 });
process.stderr.write(\`error PLM-DEMO-004: \${version} is old\\n  install another\\n\`);
`;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "plimsoll-raised-"));
  await mkdir(join(root, "cli"));
  await writeFile(join(root, "cli", "demo.ts"), source);
  await writeFile(join(root, "cli", "demo.test.ts"), 'new Problem("input", "PLM-DEMO-009", "in a test", "none");');
});
afterAll(() => rm(root, { recursive: true, force: true }));

test("codes are found with what is said where they are given, also through functions, tables and alternatives", () => {
  const found = raisedIn(root).map(({ code, kind, what, remedies }) => [
    code,
    kind,
    what.join("; "),
    remedies.join("; "),
  ]);
  expect(found).toEqual([
    ["PLM-DEMO-001", "input", "a is wrong", "write a"],
    ["PLM-DEMO-001", "input", "b is {name}", "write b"],
    ["PLM-DEMO-002", "input", "{file} does not exist; {file} is a folder", "name a file"],
    ["PLM-DEMO-003", "environment", "it broke", "of the function"],
    ["PLM-DEMO-004", "environment", "{version} is old", "install another"],
    ["PLM-DEMO-010", "refusal", "disk", ""],
    ["PLM-DEMO-011", "refusal", "cpu", ""],
  ]);
});
