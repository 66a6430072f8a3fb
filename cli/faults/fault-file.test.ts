import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readFaultFile } from "./fault-file.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-faults-"));
});
afterEach(() => rm(directory, { recursive: true }));

async function read(text: string) {
  const file = join(directory, "faults.yaml");
  await writeFile(file, text);
  return readFaultFile(file);
}

it("reads times and statements", async () => {
  const statements = await read(
    "faults:\n  - { at: 1 min, do: kill broker 2 }\n  - at: 90\n    do: restart broker 2\n",
  );
  expect(statements).toMatchObject([
    { at: 60, statement: { action: "kill", node: { kind: "broker", number: 2 } } },
    { at: 90, statement: { action: "restart" }, where: expect.stringMatching(/faults\.yaml: faults\.1$/) },
  ]);
});

it.each([
  ["faults: []", "PLM-FAULT-006", /faults: /],
  ["faults: [{ at: 30 s, when: never, do: kill broker 1 }]", "PLM-FAULT-006", /faults\.0.*when/],
  ["faults: [{ at: 30 s, do: kill all }]", "PLM-FAULT-001", /faults\.0: `kill all`/],
  ["faults: [{ at: soon, do: kill broker 1 }]", "PLM-UNIT-001", /faults\.0\.at/],
  ["faults: [", "PLM-YAML-001", /faults\.yaml:/],
])("refuses %s", async (text, code, message) => {
  await expect(read(text)).rejects.toMatchObject({ kind: "input", code, message: expect.stringMatching(message) });
});
