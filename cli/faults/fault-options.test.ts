import { expect, it } from "vitest";
import { plannedFaults } from "./fault-options.ts";

it("pairs each --at with its --do", async () => {
  const options = { at: ["30s", "1 min"], do: ["kill broker 2", "restart broker 2"] };
  expect(await plannedFaults(options, 90)).toEqual([
    { action: "kill", node: { kind: "broker", number: 2 }, at: 30, until: 60 },
  ]);
  expect(await plannedFaults({ against: ["k1:9092"] }, 90)).toEqual([]);
});

it.each([
  [{ at: ["30s"] }, "PLM-FAULT-010"],
  [{ do: ["kill broker 2"] }, "PLM-FAULT-010"],
  [{ at: ["30s"], do: ["kill broker 2"], against: ["k1:9092"] }, "PLM-FAULT-009"],
  [{ at: ["30s"], do: ["kill broker 2"], stack: "local" }, "PLM-FAULT-009"],
  [{ at: ["90s"], do: ["kill broker 2"] }, "PLM-FAULT-003"],
  [{ at: ["soon"], do: ["kill broker 2"] }, "PLM-UNIT-001"],
  [{ faults: "/does/not/exist.yaml" }, "PLM-FILE-002"],
])("refuses %o", async (options, code) => {
  await expect(plannedFaults(options, 90)).rejects.toMatchObject({ kind: "input", code });
});
