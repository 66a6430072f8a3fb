import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { inSystem, inventory, workload } from "../components/testing/small-system.ts";
import { keyOf } from "../loadgen/agents/token.ts";
import { proof } from "../loadgen/report/fixtures.ts";
import { parseAgents, parseListen } from "./agent-options.ts";
import { fakeContext } from "./testing/fakes.ts";

const token = "the token of the test of the agents";

test("agents are named by host and port, or by host alone", () => {
  expect(parseAgents("g1:8000, 10.0.0.7,[::1]:7172")).toEqual([
    { host: "g1", port: 8000 },
    { host: "10.0.0.7", port: 7171 },
    { host: "::1", port: 7172 },
  ]);
  for (const text of ["", "g1:0", "g1,,g2", "g1:70000", "g 1"])
    expect(() => parseAgents(text)).toThrow(/^--agents: .* is no address of an agent$/);
  expect(() => parseAgents("g1:7171,g1:7171")).toThrow("--agents: `g1:7171` is named twice");
});

test("an agent listens on an address or on a port of all", () => {
  expect(parseListen("10.0.0.7:7172")).toEqual({ host: "10.0.0.7", port: 7172 });
  expect(parseListen("7172")).toEqual({ host: "0.0.0.0", port: 7172 });
  expect(() => parseListen("g1")).toThrow("--listen: `g1` is no address");
});

test("the token comes from the environment, and no command begins without one", async () => {
  const before = process.env.PLIMSOLL_AGENT_TOKEN;
  try {
    process.env.PLIMSOLL_AGENT_TOKEN = token;
    const cli = fakeContext();
    expect(await cli.run("agent", "--listen", "7172", "--once")).toBe(0);
    expect(cli.calls).toEqual(["agent on 0.0.0.0:7172 once"]);
    expect(cli.err()).toContain("listening on 0.0.0.0:7172\n");
    expect(cli.err()).not.toContain(token);
    delete process.env.PLIMSOLL_AGENT_TOKEN;
    const without = fakeContext();
    expect(await without.run("agent")).toBe(2);
    expect(without.err()).toMatch(/^error PLM-AGENT-001: agents and coordinator need a token that both know\n/);
    expect(without.calls).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.PLIMSOLL_AGENT_TOKEN;
    else process.env.PLIMSOLL_AGENT_TOKEN = before;
  }
});

test("prove hands its agents over with the key of their token", async () => {
  await inSystem({ workload, inventory }, async (dir) => {
    await writeFile(`${dir}/token`, `${token}\n`);
    let asked: unknown;
    const cli = fakeContext({
      loadgen: {
        prove: async ({ agents }) => {
          asked = agents;
          return proof;
        },
      },
    });
    expect(await cli.run("prove", dir, "--agents", "g1,g2", "--agent-token-file", `${dir}/token`)).toBe(0);
    const addresses = ["g1", "g2"].map((host) => ({ host, port: 7171 }));
    expect(asked).toEqual({ addresses, key: keyOf(token) });
  });
});
