import { expect, it } from "vitest";
import { agentReport as agent, lostAgentReport as lost } from "../fixtures.ts";
import { blocksMarkup } from "../html/blocks.ts";
import { agentBlocks } from "./agents.ts";

it("has a row for each agent in the report, with what is not known of a lost one", () => {
  const page = blocksMarkup(agentBlocks([agent, lost]), 3).text;
  expect(page).toContain("1.25 of 8 cores");
  expect(page).toContain("lost at 12.3 s: no sign of life for 4 s");
  expect(page.match(/>unknown</g)).toHaveLength(5);
  expect(agentBlocks([])).toEqual([]);
});
