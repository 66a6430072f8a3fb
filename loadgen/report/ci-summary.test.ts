import { expect, test } from "vitest";
import { renderCiSummary } from "./ci-summary.ts";
import { failedProof, proof } from "./fixtures.ts";

test("a proof in Markdown has its verdict, its summary and every finding", () => {
  const page = renderCiSummary(failedProof);
  expect(page).toMatch(/^### claro: fail\n\n```text\nFAIL /);
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  expect(rows).toHaveLength(failedProof.findings.length);
  expect(rows[0]).toBe(`| \`lost\` | ${failedProof.findings[0]!.outcome} | ${failedProof.findings[0]!.text} |`);
});

test("nothing in a finding ends its cell", () => {
  const finding = { code: "sent", outcome: "fail", text: "a | b\n<script>" } as const;
  expect(renderCiSummary({ ...proof, findings: [finding] })).toContain("| `sent` | fail | a \\| b \\<script\\> |");
});
