import { type Basis, type Derived, derive } from "../../derivation.ts";
import type { Rules } from "../../rules/overrides.ts";
import type { Site } from "../service.ts";
import { type Traffic, trafficOf } from "../traffic.ts";
import type { NifiFlow } from "./schema.ts";

const repositories: Basis = {
  name: "nifiRepositories",
  source:
    "Cloudera Flow Management, data flow design (2024): 100 MB/s written by four processors is 400 MB/s of content",
};

/** What a flow asks of the whole NiFi cluster. */
export interface FlowLoad {
  readonly flow: NifiFlow;
  readonly traffic: Traffic;
  readonly flowFilesPerSecond: Derived;
  readonly cpuCores: Derived;
  readonly contentWrite: Derived;
  readonly flowFileWrite: Derived;
  readonly provenanceWrite: Derived;
  readonly held: Derived;
  readonly networkIn: Derived;
  readonly networkOut: Derived;
}

function cpuCores(flow: NifiFlow, key: string, messagesPerSecond: number, rules: Rules): Derived {
  if (flow.perCore !== undefined) {
    return derive(
      "cores",
      "events / events of a core",
      { name: "given", source: `workload: ${key}.perCore` },
      { messagesPerSecond, messagesPerSecondPerCore: flow.perCore },
      (inputs) => inputs.messagesPerSecond / inputs.messagesPerSecondPerCore,
    );
  }
  return derive(
    "cores",
    "processors x (events / events of a core + FlowFiles / FlowFiles of a core)",
    rules.nifiEventsPerCore,
    {
      messagesPerSecond,
      processors: flow.processors,
      eventsPerFlowFile: flow.eventsPerFlowFile,
      eventsPerCore: rules.nifiEventsPerCore.value,
      flowFilesPerCore: rules.nifiFlowFilesPerCore.value,
    },
    (inputs) =>
      inputs.processors *
      (inputs.messagesPerSecond / inputs.eventsPerCore +
        inputs.messagesPerSecond / inputs.eventsPerFlowFile / inputs.flowFilesPerCore),
  );
}

/** The load of a flow at `key` of the workload, at its peak. */
export function flowLoad(flow: NifiFlow, key: string, { topics, rules }: Site): FlowLoad {
  const traffic = trafficOf(flow, key, topics);
  const bytesPerSecond = traffic.bytesPerSecond.value;
  const flowFilesPerSecond = derive(
    "FlowFile/s",
    "events / events in a FlowFile",
    { name: "given", source: `workload: ${key}.eventsPerFlowFile` },
    { messagesPerSecond: traffic.messagesPerSecond.value, eventsPerFlowFile: flow.eventsPerFlowFile },
    (inputs) => inputs.messagesPerSecond / inputs.eventsPerFlowFile,
  );
  const perFlowFile = (rule: Rules["nifiProvenanceEventBytes"]) =>
    derive(
      "B/s",
      "FlowFiles x processors x bytes written for each",
      rule,
      { flowFilesPerSecond: flowFilesPerSecond.value, processors: flow.processors, bytesEach: rule.value },
      (inputs) => inputs.flowFilesPerSecond * inputs.processors * inputs.bytesEach,
    );
  const rebalances = flow.rebalances ?? (flow.cache === undefined ? 0 : 1);
  const moved = (formula: string, copies: number) =>
    derive(
      "B/s",
      formula,
      {
        name: "nifiNetwork",
        source: "every copy of an event crosses the network of some node; one kept on its node is not discounted",
      },
      { bytesPerSecond, copies, rebalances },
      (inputs) => inputs.bytesPerSecond * (inputs.copies + inputs.rebalances),
    );
  return {
    flow,
    traffic,
    flowFilesPerSecond,
    cpuCores: cpuCores(flow, key, traffic.messagesPerSecond.value, rules),
    contentWrite: derive(
      "B/s",
      "bytes x processors that write the content",
      repositories,
      { bytesPerSecond, contentWrites: flow.contentWrites },
      (inputs) => inputs.bytesPerSecond * inputs.contentWrites,
    ),
    flowFileWrite: perFlowFile(rules.nifiFlowFileUpdateBytes),
    provenanceWrite: perFlowFile(rules.nifiProvenanceEventBytes),
    held: derive(
      "B",
      "bytes x time for which content waits",
      { name: "given", source: `workload: ${key}.hold` },
      { bytesPerSecond, holdSeconds: flow.hold ?? 0 },
      (inputs) => inputs.bytesPerSecond * inputs.holdSeconds,
    ),
    networkIn: moved("bytes x (received + moved between nodes)", 1),
    networkOut: moved("bytes x (destinations + moved between nodes)", flow.destinations),
  };
}
