export { type Calibration, calibrationSchema, parseCalibration } from "./calibration/calibration.ts";
export { type Capacity, capacitySchema } from "./capacity/capacity.ts";
export { capacity } from "./capacity/reverse.ts";
export { type Catalogue, catalogueSchema, parseCatalogue } from "./catalogue/catalogue.ts";
export { type Prices, parsePrices, pricesSchema } from "./catalogue/prices.ts";
export type { Market } from "./choice/market.ts";
export { explain, findKey } from "./explain.ts";
export { choosesFromCatalogue, type Inventory, inventorySchema, parseInventory } from "./inputs/inventory.ts";
export { parseWorkload, type Workload, workloadSchema } from "./inputs/workload.ts";
export { type Plan, planSchema } from "./plan.ts";
export type { PerBroker } from "./planned/broker.ts";
export type { PlannedCluster } from "./planned/cluster.ts";
export type { Refusal } from "./planned/refusal.ts";
export { type LoadState, type ResourceName, resourceNames, type Utilisation } from "./planned/resource.ts";
export type { PlannedTopic } from "./planned/topic.ts";
export { plan } from "./planner.ts";
export { Problem, type ProblemKind } from "./problem.ts";
export type { Reason } from "./reason.ts";
export { type RuleName, rules } from "./rules/limits.ts";
export type { Rule } from "./rules/rule.ts";
export type { Bytes, BytesPerSecond, MessagesPerSecond, Seconds } from "./units/dimensions.ts";
export {
  formatBitsPerSecond,
  formatBytes,
  formatBytesPerSecond,
  formatDuration,
  formatMessagesPerSecond,
} from "./units/format.ts";
export { parseBytes, parseBytesPerSecond, parseDuration, parseMessagesPerSecond } from "./units/parse.ts";
export { whatIf } from "./what-if/run.ts";
export { type Outcome, type WhatIf, whatIfSchema } from "./what-if/what-if.ts";
