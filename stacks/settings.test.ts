import { expect, test } from "vitest";
import { Problem } from "../sizing/index.ts";
import { parseSettings } from "./settings.ts";

const given = { "plimsoll:system": "stacks/claro", "plimsoll:target": "local" };

test("what nobody set is safe: data is protected", () => {
  expect(parseSettings({ ...given, "aws:region": "eu-west-1" })).toEqual({
    system: "stacks/claro",
    target: "local",
    protect: true,
    brokerSettings: {},
    users: {},
    passwords: {},
  });
});

test("text of the engine becomes typed values", () => {
  const settings = parseSettings({
    ...given,
    "plimsoll:metadata": "kraft",
    "plimsoll:protect": "false",
    "plimsoll:basePort": "20000",
    "plimsoll:brokerSettings": '{"num.io.threads":4,"auto.leader.rebalance.enable":false}',
  });
  expect(settings).toMatchObject({
    metadata: "kraft",
    protect: false,
    basePort: 20_000,
    brokerSettings: { "num.io.threads": "4", "auto.leader.rebalance.enable": "false" },
  });
});

test.each([
  [{ "plimsoll:target": "local" }, "plimsoll:system is missing; name the folder of a system, such as stacks/claro"],
  [{ ...given, "plimsoll:target": "aws" }, "plimsoll:target must be local: the other targets cannot be deployed yet"],
  [{ ...given, "plimsoll:protect": "maybe" }, "plimsoll:protect must be true or false"],
  [{ ...given, "plimsoll:basePort": "many" }, "plimsoll:basePort must be a whole number"],
  [{ ...given, "plimsoll:sistem": "x" }, "plimsoll:sistem is no setting; did you mean plimsoll:system?"],
  [
    { ...given, "plimsoll:brokerSettings": "num.io.threads=4" },
    "plimsoll:brokerSettings must be written as a map, one setting a line",
  ],
  [
    { ...given, "plimsoll:brokerSettings": '{"listeners":"PLAINTEXT://0.0.0.0:9092"}' },
    "plimsoll:brokerSettings.listeners follows from the plan and cannot be set here",
  ],
  [
    { ...given, "plimsoll:users": '{"sensor":{"produce":["a"]}}' },
    "plimsoll:users.sensor has no password; set it with `pulumi config set --secret --path plimsoll:passwords.sensor`",
  ],
])("%o is refused: %s", (config, message) => {
  let problem: unknown;
  try {
    parseSettings(config);
  } catch (error) {
    problem = error;
  }
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ kind: "input", code: "PLM-STACK-101" });
  expect((problem as Problem).message).toContain(message);
});

test("a secret that would be kept in clear is refused; passwords are not", () => {
  const config = { ...given, "plimsoll:brokerSettings": "{}", "plimsoll:passwords": "{}" };
  expect(() => parseSettings(config, ["plimsoll:passwords"])).not.toThrow();
  expect(() => parseSettings(config, ["plimsoll:brokerSettings"])).toThrow(
    "plimsoll:brokerSettings is set as a secret, but would be kept in clear",
  );
});
