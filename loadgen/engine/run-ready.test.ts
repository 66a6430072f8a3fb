import { expect, it, vi } from "vitest";
import { jobOf, loadOf } from "../testing/load-rig.ts";
import { runLoad } from "./engine.ts";
import type { LoadHost } from "./load-host.ts";

// Time goes by six hundred times as fast for whoever waits for a thread.
vi.mock("./within.ts", async (original) => {
  const { within } = await original<typeof import("./within.ts")>();
  return { within: (promise: Promise<unknown>, seconds: number) => within(promise, seconds / 600) };
});

it("does not wait for ever for a thread that never gets ready, and ends it", async () => {
  let ended = 0;
  const host: LoadHost = {
    name: null,
    cores: 1,
    threads: { produce: 1, consume: 0 },
    open: () => ({
      tell: () => {},
      terminate: async () => {
        ended++;
      },
    }),
    startMeter: () => {},
    readMeter: async () => null,
  };
  const running = runLoad(jobOf(["127.0.0.1:1"], loadOf({}), { hosts: [host] }));
  await expect(running).rejects.toMatchObject({
    code: "PLM-LOAD-016",
    message: "a thread of the load did not answer within 65 s",
  });
  expect(ended).toBe(1);
}, 5_000);
