import { expect, it, vi } from "vitest";
import { jobOf, loadOf } from "../testing/load-rig.ts";
import { runLoad } from "./engine.ts";
import { ScriptedHost } from "./testing.ts";

// Time goes by six hundred times as fast for whoever waits for a thread.
vi.mock("./within.ts", async (original) => {
  const { within } = await original<typeof import("./within.ts")>();
  const sooner: typeof within = (promise, seconds, signal) => within(promise, seconds / 600, signal);
  return { within: sooner };
});

it("does not wait for ever for a thread that never gets ready, and ends it", async () => {
  const host = new ScriptedHost({}, { produce: 1, consume: 0 });
  const running = runLoad(jobOf(["127.0.0.1:1"], loadOf({}), { hosts: [host] }));
  await expect(running).rejects.toMatchObject({
    code: "PLM-LOAD-016",
    message: "a thread of the load did not answer within 65 s",
  });
  expect(host.ended).toBe(1);
}, 5_000);
