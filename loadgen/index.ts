export { type AgentOptions, openAgent } from "./agents/agent.ts";
export { type MarkOptions, mark, markTarget } from "./mark.ts";
export { type Mark, markSchema, type Proof, proofSchema, type Sample } from "./proof.ts";
export { type ProveOptions, prove } from "./prove.ts";
export { renderJUnit } from "./report/junit.ts";
export { markSummary, proofSummary } from "./report/summary.ts";
