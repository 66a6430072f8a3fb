import { expect, test } from "vitest";
import type { KafkaUserInputs } from "../resource.ts";
import { aclsOf, kafkaUserHandler } from "./kafka-user.ts";

const sensor: KafkaUserInputs = {
  cluster: "claro",
  name: "sensor",
  bootstrap: ["127.0.0.1:1"],
  password: "correct horse",
  produce: ["a", "b"],
  consume: [],
};
const { check, diff } = kafkaUserHandler;

test("a name that Kafka would take apart and a short password are refused", () => {
  expect(check(sensor, null)).toEqual([]);
  expect(check({ ...sensor, name: "CN=sensor,O=x", password: "short" }, null).map(({ property }) => property)).toEqual([
    "name",
    "password",
  ]);
});

test("no reason repeats the password", () => {
  expect(JSON.stringify(check({ ...sensor, password: "short" }, null))).not.toContain('"short"');
});

test("neither the addresses of brokers nor the order of topics is a difference; a password is", () => {
  expect(diff(sensor, { ...sensor, bootstrap: ["127.0.0.1:2"], produce: ["b", "a"] })).toEqual({ change: "none" });
  expect(diff(sensor, { ...sensor, password: "another horse" })).toEqual({
    change: "update",
    properties: ["password"],
  });
  expect(diff(sensor, { ...sensor, name: "meter" })).toMatchObject({ change: "replace" });
});

test("who only produces gets no right to read, who consumes also the own groups", () => {
  const rights = (inputs: KafkaUserInputs) =>
    aclsOf(inputs).map(({ resourceType, resourceName, operation }) => [resourceType, resourceName, operation]);
  const [topic, group] = [2, 3];
  const [read, write] = [3, 4];
  expect(rights(sensor)).toEqual([
    [topic, "a", write],
    [topic, "b", write],
  ]);
  expect(rights({ ...sensor, produce: [], consume: ["a"] })).toEqual([
    [topic, "a", read],
    [group, "sensor", read],
  ]);
});
