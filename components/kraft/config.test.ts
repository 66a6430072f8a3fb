import { expect, test } from "vitest";
import { logConfigOf } from "../log-config.ts";
import { cluster } from "../testing/fixture.ts";
import { parseProperties } from "../testing/parse-properties.ts";
import { type ControllerConfig, controllerLogLevels, renderControllerProperties } from "./config.ts";

const config: ControllerConfig = {
  cluster: cluster({ metadata: { mode: "kraft", nodes: 3, heapBytes: 4e9, diskBytes: 64e9, failoverSeconds: 9 } }),
  controller: { nodeId: 1002, host: "127.0.0.1", port: 19_002 },
  voters: "1001@127.0.0.1:19001,1002@127.0.0.1:19002,1003@127.0.0.1:19003",
  logDir: "/state/claro/controller-2/data",
};

test("controller.properties of one of three", async () => {
  await expect(renderControllerProperties(config)).toMatchFileSnapshot("golden/controller-2.controller.properties");
});

test("log4j2's configuration of a controller", async () => {
  await expect(logConfigOf("4.3.1").render(controllerLogLevels)).toMatchFileSnapshot(
    "golden/controller.log4j2.properties",
  );
});

test("a cluster of one broker asks for no more replicas than it has", () => {
  const settings = parseProperties(renderControllerProperties({ ...config, cluster: cluster({ brokers: 1 }) }));
  expect(settings).toMatchObject({ "default.replication.factor": "1", "min.insync.replicas": "1" });
});
