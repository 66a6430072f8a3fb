import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ExporterProbe, readingOf } from "./exporter-probe.ts";

/** The names by the exporter's and Strimzi's rules, and those without any rules. */
const byRules = `
process_cpu_seconds_total 12.5
kafka_server_brokertopicmetrics_bytesin_total{topic="a",} 700.0
kafka_server_brokertopicmetrics_bytesin_total{topic="b",} 300.0
kafka_server_brokertopicmetrics_bytesin_total 1000.0
kafka_server_brokertopicmetrics_bytesout_total{topic="a",} 20.0
kafka_server_brokertopicmetrics_bytesout_total{topic="b",} 30.0
kafka_server_replicamanager_isrshrinks_total 4.0
kafka_server_replicamanager_underreplicatedpartitions 2.0
kafka_network_requestchannel_requestqueuesize 7.0
kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent 0.93
`;
const withoutRules = `
process_cpu_seconds_total 12.5
kafka_server_BrokerTopicMetrics_Count{name="BytesInPerSec",} 1000.0
kafka_server_BrokerTopicMetrics_Count{name="BytesInPerSec",topic="a",} 700.0
kafka_server_BrokerTopicMetrics_Count{name="BytesOutPerSec",} 50.0
kafka_server_ReplicaManager_Count{name="IsrExpandsPerSec",} 9.0
kafka_server_ReplicaManager_Count{name="IsrShrinksPerSec",} 4.0
kafka_server_ReplicaManager_Value{name="LeaderCount",} 99.0
kafka_server_ReplicaManager_Value{name="UnderReplicatedPartitions",} 2.0
kafka_network_RequestChannel_Value{name="RequestQueueSize",} 7.0
kafka_server_KafkaRequestHandlerPool_OneMinuteRate{name="RequestHandlerAvgIdlePercent",} 0.93
`;
const reading = {
  cpuSeconds: 12.5,
  diskReadBytes: null,
  diskWriteBytes: null,
  networkInBytes: 1000,
  networkOutBytes: 50,
  isrShrinks: 4,
  leaders: null,
  underReplicatedPartitions: 2,
  requestQueue: 7,
  requestHandlerIdle: 0.93,
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serving(status: number, page: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(page));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
}

describe("an exporter's page", () => {
  it.each([
    ["with rules", byRules],
    ["without rules", withoutRules],
  ])("is read %s", (_, page) => expect(readingOf(page)).toEqual(reading));

  it("tells nothing of what is not on it", () => {
    expect(Object.values(readingOf("up 1\n")).every((value) => value === null)).toBe(true);
  });
});

describe("the probe of an exporter", () => {
  it("reads what is served", async () => {
    expect(await new ExporterProbe("b1", await serving(200, byRules)).read()).toEqual(reading);
  });

  it("reads nothing of one that fails or is not there", async () => {
    const url = await serving(500, byRules);
    expect(await new ExporterProbe("b1", url).read()).toBeNull();
    servers.pop()!.close();
    expect(await new ExporterProbe("b1", url).read()).toBeNull();
  });
});
