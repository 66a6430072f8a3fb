import fc from "fast-check";
import { expect, test } from "vitest";
import { clusterIdOf, controllerNodeId, voterList } from "./quorum.ts";

test("voters are ordered by id, whatever order they come in", () => {
  const voters = [3, 1, 2].map((n) => ({ nodeId: controllerNodeId(n - 1), host: "127.0.0.1", port: 19_000 + n }));
  expect(voterList(voters)).toBe("1001@127.0.0.1:19001,1002@127.0.0.1:19002,1003@127.0.0.1:19003");
});

test("a cluster's id follows from its name, and has the form that Kafka wants", () => {
  expect(clusterIdOf("claro")).toBe("GKsHALBOnsIL6YjbPAhFhQ");
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(clusterIdOf(a)).toMatch(/^[A-Za-f][A-Za-z0-9_-]{21}$/);
      expect(clusterIdOf(a) === clusterIdOf(b)).toBe(a === b);
    }),
  );
});
