import type { BrokerSample } from "../proof/broker-sample.ts";

/** A reading of a broker that tells nothing but `told`. */
export function brokerSample(told: Partial<BrokerSample> & Pick<BrokerSample, "t" | "broker">): BrokerSample {
  return {
    seconds: 1,
    cpuCores: null,
    diskReadBytesPerSecond: null,
    diskWriteBytesPerSecond: null,
    networkInBytesPerSecond: null,
    networkOutBytesPerSecond: null,
    isrShrinks: null,
    leaders: null,
    underReplicatedPartitions: null,
    requestQueue: null,
    requestHandlerIdle: null,
    ...told,
  };
}
