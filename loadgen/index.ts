export { type AgentOptions, openAgent } from "./agents/agent.ts";
export { type CalibrateOptions, type CalibrationRun, calibrate } from "./calibrate/calibrate.ts";
export { type FindMaxOptions, findMaxRate } from "./find-max/find-max.ts";
export { type FindMax, findMaxSchema } from "./find-max/result.ts";
export { type MarkOptions, mark, markTarget } from "./mark.ts";
export { type Mark, markSchema, type Proof, proofSchema, type Sample } from "./proof.ts";
export { type ProveOptions, prove } from "./prove.ts";
export { renderJUnit } from "./report/junit.ts";
export { markSummary, proofSummary } from "./report/summary.ts";
