import { describe, expect, it } from "vitest";
import { existingTopics } from "./existing-topics.ts";

const planned = [{ name: "orders" }, { name: "payments" }];

/** A cluster with one topic, `orders`, of 6 partitions and these settings. */
function cluster(settings: Record<string, string> = {}) {
  const described: string[] = [];
  return {
    described,
    topics: async () => ["orders", "others"],
    describe: async (topic: string) => {
      described.push(topic);
      return { partitions: 6, replication: 3, settings: new Map(Object.entries(settings)) };
    },
  };
}

describe("topics that exist", () => {
  it("are taken as they are", async () => {
    const settings = { "cleanup.policy": "delete", "max.message.bytes": "1048588" };
    const found = await existingTopics(cluster(settings), ["orders"], planned, 1_000_000);
    expect(found.get("orders")).toMatchObject({ partitions: 6, replication: 3 });
  });

  it("are not looked at unless they are named", async () => {
    const admin = cluster();
    expect((await existingTopics(admin, [], planned, 1_000_000)).size).toBe(0);
    expect(admin.described).toEqual([]);
  });

  it.each([
    ["others", {}, "PLM-LOAD-024"],
    ["payments", {}, "PLM-LOAD-025"],
    ["orders", { "cleanup.policy": "compact" }, "PLM-LOAD-026"],
    ["orders", { "cleanup.policy": "compact,delete" }, "PLM-LOAD-026"],
    ["orders", { "max.message.bytes": "999999" }, "PLM-LOAD-026"],
  ])("%s with %o is refused", async (name, settings: Record<string, string>, code) => {
    await expect(existingTopics(cluster(settings), [name], planned, 1_000_000)).rejects.toMatchObject({ code });
  });

  it("whose settings are not told are refused: they might be compacted", async () => {
    const admin = { ...cluster(), describe: () => Promise.reject(new Error("TOPIC_AUTHORIZATION_FAILED")) };
    await expect(existingTopics(admin, ["orders"], planned, 1_000_000)).rejects.toMatchObject({
      kind: "environment",
      code: "PLM-LOAD-028",
    });
  });

  it("is never asked of where it is not there, which might make it", async () => {
    const admin = cluster();
    await expect(existingTopics(admin, ["payments"], planned, 1_000_000)).rejects.toThrow();
    expect(admin.described).toEqual([]);
  });
});
