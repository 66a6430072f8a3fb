import { expect, it } from "vitest";
import { agentsText, clockErrorText, clockText } from "./agents.ts";
import { agentReport as agent, lostAgentReport as lost, proof } from "./fixtures.ts";
import { proofSummary } from "./summary.ts";

it("shows how far off clocks are, and how well that is known", () => {
  expect(clockText(agent.clock)).toBe("12 us ± 85 us");
  expect(clockText(lost.clock)).toBe("-1,250,000 us ± 41 us");
  const group = proof.consume[0]!;
  expect(clockErrorText({ ...group, clockError: 0.1255 })).toBe(" ± 0.13 ms");
  expect(clockErrorText(group)).toBe("");
});

it("tells the agents in a line of the summary, which stays one screen", () => {
  expect(agentsText([agent, lost])).toBe(
    "g1:7171 (clock offset 12 us ± 85 us), g2:7171 (lost at 12.3 s, clock offset -1,250,000 us ± 41 us)",
  );
  const lines = proofSummary({ ...proof, agents: [agent, lost] }).split("\n");
  expect(lines.join("\n")).toMatch(/^agents {6}g1:7171 \(clock offset 12 us ± 85 us\), g2:7171/m);
  expect(lines.join("\n")).toContain("busiest machine 71 %, 2 cores in all");
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(proofSummary(proof)).not.toMatch(/^agents/m);
});
