import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Fault, FaultEnd, FaultPlan } from "./fault.ts";
import { FaultRun } from "./fault-run.ts";

function setUp(faults: Fault[], putBack: FaultPlan["putBack"] = null, from = 0) {
  const notes: string[] = [];
  const began = performance.now();
  const now = () => (performance.now() - began) / 1000;
  const run = new FaultRun({ faults, putBack }, from, { now, note: (text) => notes.push(text) });
  run.start();
  return { run, notes };
}

const fault = (atSeconds: number, text: string, end: FaultEnd | null = null, begin = async () => {}): Fault => ({
  atSeconds,
  text,
  begin,
  end,
});

describe("a run of faults", () => {
  it("begins and ends them on time, counted from the start of the measured part", async () => {
    const ended = fault(0.05, "pause broker 1", { afterSeconds: 0.1, run: async () => {} });
    const { run, notes } = setUp([fault(0.1, "kill broker 2"), ended], null, 0.1);
    await delay(400);
    await run.end();
    expect(notes).toEqual(["fault: pause broker 1", "fault: kill broker 2", "end of fault: pause broker 1"]);
    const [kill, pause] = run.records;
    expect(kill).toMatchObject({ text: "kill broker 2", planned: 0.2, ended: null, failure: null });
    expect(kill!.began! - 0.2).toBeLessThan(0.05);
    expect(kill!.began! - 0.2).toBeGreaterThan(-0.002);
    expect(pause!.ended! - 0.25).toBeLessThan(0.05);
  });

  it("notes what fails and goes on with the others", async () => {
    const failing = async () => {
      throw new Error("broker 1 does not run");
    };
    const { run, notes } = setUp([fault(0, "kill broker 1", null, failing), fault(0.05, "kill broker 2")]);
    await delay(150);
    await run.end();
    expect(notes).toContain("fault not carried out: kill broker 1: broker 1 does not run");
    expect(run.records.map(({ failure }) => failure)).toEqual(["broker 1 does not run", null]);
    expect(run.records[1]!.began).not.toBeNull();
  });

  it("begins nothing after the end of the load, waits for what is under way, then puts the cluster back once", async () => {
    const order: string[] = [];
    const slow = async () => {
      await delay(100);
      order.push("killed");
    };
    const putBack = async () => {
      order.push("put back");
      return ["broker 1 started"];
    };
    const { run, notes } = setUp([fault(0, "kill broker 1", null, slow), fault(10, "kill broker 2")], putBack);
    await delay(20);
    await Promise.all([run.end(), run.end()]);
    expect(order).toEqual(["killed", "put back"]);
    expect(run.records.map(({ began }) => began !== null)).toEqual([true, false]);
    expect(notes).toEqual(["fault: kill broker 1", "put back: broker 1 started"]);
  });

  it("puts nothing back where nothing was harmed", async () => {
    const putBack = async () => {
      throw new Error("not to be called");
    };
    const { run, notes } = setUp([fault(10, "kill broker 2")], putBack);
    await run.end();
    expect(notes).toEqual([]);
    expect(run.leftHarmed).toBeNull();
  });

  it("tells when the cluster could not be put back", async () => {
    const putBack = async () => {
      throw new Error("broker 2 ended before it served");
    };
    const { run } = setUp([fault(0, "kill broker 2")], putBack);
    await delay(20);
    await run.end();
    expect(run.leftHarmed).toBe("broker 2 ended before it served");
  });
});
