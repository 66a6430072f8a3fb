import { expect, it } from "vitest";
import { proof } from "./fixtures.ts";
import { proofVerdict } from "./verdict.ts";

it("says under which profile a rate was held on average, and what was due at its peak", () => {
  const shaped = { ...proof, profile: "spike:x100", produce: { ...proof.produce, peakMessagesPerSecond: 72_750 } };
  expect(proofVerdict(shaped).sentence).toMatch(
    /^5 brokers held 24,250 msg\/s on average under spike:x100, due 72,750 msg\/s at its peak \(33 MB\/s, /,
  );
  expect(proofVerdict({ ...proof, profile: "steady" }).sentence).toMatch(/^5 brokers held 24,250 msg\/s \(33 MB\/s, /);
});
