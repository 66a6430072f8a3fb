import { expect, it } from "vitest";
import type { AgentReport } from "../../proof/agent-report.ts";
import { blocksMarkup } from "../html/blocks.ts";
import { agentBlocks } from "./agents.ts";

const agent: AgentReport = {
  address: "g1:7171",
  share: 0.5,
  workers: 4,
  cores: 8,
  eventLoopUtilisation: 0.4,
  eventLoopDelayP99: 7,
  generatorCores: 1.25,
  machineCpu: 0.2,
  ceilingMessagesPerSecond: 900_000,
  clock: { offsetMicros: 12, errorMicros: 85, driftMicros: -3 },
  lost: null,
};
const lost: AgentReport = {
  ...agent,
  address: "g2:7171",
  eventLoopUtilisation: null,
  eventLoopDelayP99: null,
  generatorCores: null,
  machineCpu: null,
  clock: { offsetMicros: -1_250_000, errorMicros: 40.5, driftMicros: null },
  lost: { t: 12.34, why: "no sign of life for 4 s", producers: [1], unread: [] },
};

it("has a row for each agent in the report, with what is not known of a lost one", () => {
  const page = blocksMarkup(agentBlocks([agent, lost]), 3).text;
  expect(page).toContain("1.25 of 8 cores");
  expect(page).toContain("lost at 12.3 s: no sign of life for 4 s");
  expect(page.match(/>unknown</g)).toHaveLength(5);
  expect(agentBlocks([])).toEqual([]);
});
