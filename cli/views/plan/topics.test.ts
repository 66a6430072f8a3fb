import { expect, test } from "vitest";
import { plan } from "../../../sizing/index.ts";
import { inventory, workload } from "../../../sizing/testing/samples.ts";
import { topicRows } from "./topics.ts";

const head = (topic: object) => topicRows(plan(workload({ ...topic }), inventory()).clusters[0]!.topics, 80)[0];

test("a rate before compression is called so, as the cluster takes less", () => {
  expect(head({ compression: { codec: "lz4", ratio: 3 } })).toMatch(/ uncompressed +keeps/);
  expect(head({})).toMatch(/ in +keeps/);
});
