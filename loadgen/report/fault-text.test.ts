import { expect, it } from "vitest";
import { faultText } from "./fault-text.ts";
import { proof } from "./fixtures.ts";

const fault = proof.faults[0]!;

it.each([
  [fault, "kill broker 3 at 12 s: recovered after 8 s, 99 % in 4,180 ms, nothing lost, 212 repeated"],
  [
    { ...fault, recoverySeconds: 0, latencyP99: 9.1, repeated: 0 },
    "kill broker 3 at 12 s: the rate never gave way, 99 % in 9.1 ms, nothing lost",
  ],
  [
    { ...fault, recoverySeconds: null, latencyP99: null, lost: 1234, lostBefore: 5, repeated: 0, outOfOrder: 6 },
    "kill broker 3 at 12 s: not recovered before the next fault or the end, nothing acknowledged, 1,234 lost, 5 due before it lost, 6 out of order",
  ],
  [{ ...fault, failure: "broker 3 does not run" }, "kill broker 3 at 12 s: broker 3 does not run"],
  [{ ...fault, began: null }, "kill broker 3: never begun"],
])("a fault is told in a clause", (report, text) => {
  expect(faultText(report)).toBe(text);
});
