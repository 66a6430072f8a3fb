import { describe, expect, it } from "vitest";
import { parseStatement } from "./statement.ts";

const broker2 = { kind: "broker", number: 2 };

describe("a statement of a fault", () => {
  it.each([
    ["kill broker 2", { action: "kill", node: broker2, forSeconds: null }],
    ["  pause  broker 2 for 10s", { action: "pause", node: broker2, forSeconds: 10 }],
    ["stop zookeeper 1 for 1 min", { action: "stop", node: { kind: "zookeeper", number: 1 }, forSeconds: 60 }],
    ["kill controller 12 for 0.5", { action: "kill", node: { kind: "controller", number: 12 }, forSeconds: 0.5 }],
    ["restart broker 2", { action: "restart", node: broker2 }],
    ["resume broker 2", { action: "resume", node: broker2 }],
    ["narrow network to 20 MB/s", { action: "narrow", bytesPerSecond: 20e6, forSeconds: null }],
    ["narrow network to 80 Mb/s for 10 s", { action: "narrow", bytesPerSecond: 10e6, forSeconds: 10 }],
    ["widen network", { action: "widen" }],
  ])("%s", (text, statement) => {
    expect(parseStatement(text, "--do")).toEqual(statement);
  });

  it.each([
    ["kill", "PLM-FAULT-001", /`kill` is nothing that can be done/],
    ["kill brokers 2", "PLM-FAULT-001", /`kill brokers 2`/],
    ["kill broker 0", "PLM-FAULT-001", /`kill broker 0`/],
    ["burn broker 2", "PLM-FAULT-001", /`burn broker 2`/],
    ["restart broker 2 for 10s", "PLM-FAULT-001", /a restart has no end/],
    ["pause broker 2 for 0s", "PLM-FAULT-001", /a fault for 0s is none/],
    ["pause broker 2 for a while", "PLM-UNIT-001", /--do/],
    ["narrow network", "PLM-FAULT-001", /`narrow network` is nothing/],
    ["narrow network to 0 MB/s", "PLM-FAULT-001", /carries nothing/],
    ["narrow network to the floor", "PLM-UNIT-001", /--do/],
    ["narrow network of broker 2 to 10 MB/s for 20s", "PLM-FAULT-002", /share this machine's loopback/],
  ])("refuses %s", (text, code, message) => {
    const error = expect.objectContaining({ kind: "input", code, message: expect.stringMatching(message) });
    expect(() => parseStatement(text, "--do")).toThrow(error);
  });
});
