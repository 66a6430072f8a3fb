import { withLocalCluster } from "../cli/deploy.ts";
import type { LocalCluster } from "../components/index.ts";
import { quickRetention } from "./bench-topic.ts";
import type { BenchTools } from "./tools.ts";

interface BenchCluster {
  readonly brokers: number;
  readonly heapBytes: number;
  /** Free space that its logs may need. */
  readonly neededBytes: number;
}

/** Runs work against brokers of its own with one node for their metadata, which are taken down after it whatever happens. */
export function withBrokers<T>(
  { brokers, heapBytes, neededBytes }: BenchCluster,
  tools: BenchTools,
  work: (cluster: LocalCluster) => Promise<T>,
): Promise<T> {
  const { components, kafka } = tools;
  const name = `plimsoll-bench-${brokers}`;
  const plan = components.smallPlan({ name, kafka, brokers, metadataNodes: 1, topics: [] });
  const settings = {
    brokerHeapBytes: heapBytes,
    neededBytes,
    brokerOverrides: {
      ...quickRetention,
      // A group of the consumer tool is formed at once, and its topic is not in the way of the measured one.
      "group.initial.rebalance.delay.ms": "0",
      "offsets.topic.num.partitions": "1",
    },
  };
  return withLocalCluster(components, plan, tools, settings, work);
}
