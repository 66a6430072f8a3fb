import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readMarket } from "../../components/market.ts";
import { Problem } from "../../sizing/index.ts";
import { questionsOf } from "./model/questions.ts";
import { beginWizard, openWizard } from "./model/state.ts";
import { readOrigin } from "./origins.ts";
import { openSession, type Session } from "./session.ts";

const stacks = join(import.meta.dirname, "../../stacks");
const open: Session[] = [];
afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

/** A session on a system, in which each plan takes so many milliseconds. */
async function sessionOf(system: string, planMs = 0) {
  let ms = 0;
  const now = () => {
    ms += planMs;
    return ms;
  };
  const session = openSession(openWizard(await readOrigin(join(stacks, system), "stacks/mine")), { now });
  open.push(session);
  await session.settled();
  return session;
}
const say = (id: string, text: string) => ({ type: "answer", id, text }) as const;
const brokers = (session: Session) => session.snapshot().planning.planned?.plan.totals.brokers;

test("the plan follows an answer at once", async () => {
  const session = await sessionOf("claro");
  expect(session.snapshot().planning.view).toMatchObject({ state: "current", plan: { name: "claro" } });
  session.send({ type: "go", screen: "machines" });
  session.send(say("inventory:brokers.count", "8"));
  expect(session.snapshot().planning.view.state).toBe("current");
  expect(brokers(session)).toBe(8);
});

test("while an answer is not whole the last plan stays, marked as stale", async () => {
  const session = await sessionOf("claro");
  session.send(say("workload:topics.0.rate", "1 M msg/"));
  expect(session.snapshot().planning.view).toMatchObject({
    state: "stale",
    plan: { name: "claro" },
    faults: [{ id: "workload:topics.0.rate", text: expect.stringContaining("topics.0.rate") }],
  });
  session.send(say("workload:topics.0.rate", "1 msg/s"));
  expect(session.snapshot().planning.view.state).toBe("current");
});

test("a plan that takes long does not hold up what is typed", async () => {
  const session = await sessionOf("claro", 17);
  const before = brokers(session);
  session.send({ type: "go", screen: "machines" });
  session.send(say("inventory:brokers.count", "8"));
  expect(session.snapshot().planning.view).toMatchObject({ state: "stale", faults: [] });
  await session.settled();
  expect(session.snapshot().planning.view.state).toBe("current");
  expect(brokers(session)).not.toBe(before);
});

test("a catalogue is read when it is asked for, and one that is missing is said", async () => {
  const session = openSession(beginWizard([], null), {
    read: async (_, inventory) => {
      if (!("catalogue" in inventory) || inventory.catalogue !== "ec2")
        throw new Problem("input", "PLM-FILE-002", "gone.yaml does not exist", "name another");
      return { market: await readMarket(inventory, "inventory.yaml"), calibration: null };
    },
  });
  open.push(session);
  session.send({ type: "go", screen: "flow" });
  session.send(say("workload:topics.0.rate", "1000 msg/s"));
  session.send(say("workload:topics.0.size", "1 kB"));
  await session.settled();
  expect(session.snapshot().planning.planned?.plan.cost?.currency).toBe("USD");
  session.send({ type: "go", screen: "machines" });
  session.send(say("wizard:machines", "msk"));
  await session.settled();
  expect(session.snapshot().planning.view).toMatchObject({
    state: "stale",
    faults: [{ text: "gone.yaml does not exist; name another" }],
  });
});

test("a variant is kept for a comparison", async () => {
  const session = await sessionOf("claro");
  session.keepVariant();
  session.send({ type: "go", screen: "machines" });
  session.send(say("inventory:brokers.count", "8"));
  expect(session.snapshot().kept?.plan.totals.brokers).toBe(5);
});

test("a key in a telco's plan takes less than a frame: input checked, planned and asked about", async () => {
  const session = await sessionOf("claro");
  session.send({ type: "focus", by: 1 });
  session.send({ type: "stroke", stroke: "move", to: "start" });
  const times = Array.from({ length: 30 }, () => {
    const began = performance.now();
    session.send({ type: "stroke", stroke: "insert", text: "1" });
    const { state, checked } = session.snapshot();
    questionsOf(state, checked.faults);
    const ms = performance.now() - began;
    expect(session.snapshot().planning.view.state).toBe("current");
    session.send({ type: "stroke", stroke: "erase", what: "before" });
    return ms;
  });
  // The fastest, since other work of the machine only adds to it.
  expect(Math.min(...times)).toBeLessThan(16);
});
