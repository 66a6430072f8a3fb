export { localVersions } from "./kafka/version.ts";
export { type DownOptions, down } from "./local/down.ts";
export { signalNode } from "./local/signal-node.ts";
export { smallPlan } from "./local/small-plan.ts";
export { type ClusterStatus, type NodeStatus, status } from "./local/status.ts";
export { stackOfCluster } from "./local/store.ts";
export { type LocalCluster, type UpOptions, up } from "./local/up.ts";
export { ensureRuntime, type RuntimeOptions } from "./runtime/ensure-runtime.ts";
export type { Runtime } from "./runtime/runtime.ts";
