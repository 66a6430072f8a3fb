import { expect, test } from "vitest";
import type { Proof } from "../proof/proof.ts";
import { failedProof, invalidProof, latencyOf, mark, proof } from "./fixtures.ts";
import { markSummary, proofSummary } from "./summary.ts";

const long = "a name that nobody should have given to anything ".repeat(20);
const hostile: Proof = {
  ...proof,
  scale: { factor: 1 / 3, chosen: long },
  consume: Array.from({ length: 9 }, (_, i) => ({ ...proof.consume[0]!, group: `${long}${i}` })),
  findings: Array.from({ length: 30 }, (_, i) => ({ code: `code-${i}`, outcome: "fail", text: `\u001b[2J${long}` })),
  verdict: "fail",
  faults: Array.from({ length: 9 }, () => ({ ...proof.faults[0]!, text: long })),
};

test.each([
  ["a passed proof", proofSummary(proof)],
  ["a failed proof", proofSummary(failedProof)],
  ["an invalid proof", proofSummary(invalidProof)],
  ["a hostile proof", proofSummary(hostile)],
  ["a mark", markSummary(mark)],
  ["a hostile mark", markSummary({ ...mark, limit: long, machine: { ...mark.machine, cpu: long } })],
])("%s fits into one screen", (_, text) => {
  const lines = text.trimEnd().split("\n");
  expect(lines.length).toBeLessThan(24);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(text).not.toContain("\u001b");
});

test("begins with the verdict and its reasons", () => {
  expect(proofSummary(proof)).toMatch(/^PASS {8}5 brokers held 24,250 msg\/s \(33 MB\/s, 1\/20 of the workload\)/);
  expect(proofSummary(failedProof)).toMatch(/^FAIL {8}3 acknowledged messages are missing/);
  expect(proofSummary(invalidProof)).toMatch(/^INVALID {5}the busiest worker was 98 % busy/);
});

test("names the groups that read the most, and counts the rest", () => {
  const consume = [1, 5, 3, 2].map((rate) => ({
    ...proof.consume[0]!,
    group: `g${rate}`,
    messagesPerSecond: rate * 1000,
  }));
  expect(proofSummary({ ...proof, consume })).toMatch(
    /^read +5,000 msg\/s, .* by g5\n +3,000 msg\/s, .* by g3, and 2 more$/m,
  );
});

test("shows the worst findings first and counts the rest", () => {
  const text = proofSummary({ ...hostile, findings: [...proof.findings, ...hostile.findings] });
  expect(text).toContain("fail        code-0:");
  expect(text).toContain("and 32 more in proof.json");
  expect(text).not.toContain("pass        lost");
});

test("tells of the faults, and how many more there were", () => {
  const text = proofSummary(proof);
  expect(text).toContain("faults      kill broker 3 at 12 s: recovered after 8 s, 99 % in 4,180 ms,");
  expect(proofSummary(hostile)).toContain("and 7 more in proof.json");
});

test("names the busiest broker, where brokers told of their CPU", () => {
  expect(proofSummary(proof)).toContain("brokers     busiest is broker 2 with 0.40 cores of CPU on average\n");
  expect(proofSummary({ ...proof, brokers: [] })).not.toContain("brokers     ");
});

test("counts what happened by kind, where anything did", () => {
  expect(proofSummary(proof)).toContain("events      1 move of leaders, 1 step of a fault\n");
  expect(proofSummary({ ...proof, events: [], eventCounts: {} })).not.toContain("events      ");
});

test("says when nothing was acknowledged", () => {
  const text = proofSummary({ ...proof, produce: { ...proof.produce, latency: latencyOf(0, 0) } });
  expect(text).toContain("latency     nothing was acknowledged");
});

test("a mark says that it is not the cluster's", () => {
  expect(markSummary(mark).replace(/\s+/g, " ")).toContain("It is not what the planned cluster carries");
});

test("a mark calls nothing lost that its readers may only not have come to", () => {
  const audit = { ...mark.audit, clean: false, lost: 30, consumed: 484_970 };
  const said = (found: Partial<typeof mark>) => markSummary({ ...mark, audit, ...found }).replace(/\s+/g, " ");
  expect(said({ drained: true })).toContain("audit not clean: 485,000 acknowledged, 30 lost,");
  expect(said({ drained: false })).toContain(
    "audit not read to the end: 485,000 acknowledged, 30 unread or lost, 0 corrupted,",
  );
  // A message that is not what was sent is there to be told of, however much else is unread.
  expect(said({ drained: false, audit: { ...audit, corrupted: 2 } })).toContain("audit not clean: ");
});
