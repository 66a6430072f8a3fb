import { expect, test } from "vitest";
import { outputOf, PeerProcess } from "./peer-process.ts";

const running = () => new AbortController().signal;
const script = (source: string) => ({ executable: process.execPath, args: ["-e", source] });

test("the output of a process that ends well is returned", async () => {
  const peer = await PeerProcess.start("peer", script("console.log('done')"), running());
  expect(await peer.output(10_000)).toBe("done\n");
});

test("a process that fails is a problem with what it printed", async () => {
  const peer = await PeerProcess.start("peer", script("console.error('no broker'); process.exit(3)"), running());
  await expect(peer.output(10_000)).rejects.toMatchObject({
    code: "PLM-BENCH-002",
    message: "peer failed (exit code 3)",
    details: ["no broker"],
  });
  expect(() => peer.requireRunning()).toThrow("ended too early");
});

test("a process that takes too long is a problem, and can be killed", async () => {
  const peer = await PeerProcess.start("peer", script("setInterval(() => {}, 1000)"), running());
  await expect(peer.output(50)).rejects.toThrow("did not end within 0.05 s");
  peer.requireRunning();
  await peer.kill();
  expect(() => process.kill(peer.pid, 0)).toThrow("ESRCH");
});

test("an interruption kills the process and is told as one", async () => {
  const controller = new AbortController();
  const peer = await PeerProcess.start("peer", script("setInterval(() => {}, 1000)"), controller.signal);
  const output = peer.output(10_000);
  controller.abort();
  await expect(output).rejects.toMatchObject({ kind: "interrupted" });
});

test("options in the user's environment do not reach the process", async () => {
  process.env.NODE_OPTIONS_OF_BENCH_TEST = "1";
  const source = "console.log(process.env.NODE_OPTIONS_OF_BENCH_TEST ?? 'absent')";
  const peer = await PeerProcess.start("peer", script(source), running());
  delete process.env.NODE_OPTIONS_OF_BENCH_TEST;
  expect(await peer.output(10_000)).toBe("absent\n");
});

test("what its own command sets does", async () => {
  const command = { ...script("console.log(process.env.OF_COMMAND)"), env: { OF_COMMAND: "set" } };
  expect(await outputOf("peer", command, 10_000, running())).toBe("set\n");
});
