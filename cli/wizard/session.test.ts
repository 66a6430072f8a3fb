import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { readMarket } from "../../components/market.ts";
import { Problem, plan } from "../../sizing/index.ts";
import { questionsOf } from "./model/questions.ts";
import { beginWizard, openWizard } from "./model/state.ts";
import { readOrigin, templates } from "./origins.ts";
import { openSession, type Session } from "./session.ts";
import { openPlanner, type Planner } from "./thread/planner.ts";

const stacks = join(import.meta.dirname, "../../stacks");
const open: Session[] = [];
afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

/** Plans in the thread of the test: what is tested here is what a session makes of plans. */
const plannedHere: Planner = {
  plan: async ({ workload, inventory, market, calibration }) => plan(workload, inventory, market, calibration),
  close: () => {},
};

async function sessionOf(system: string, planner = plannedHere) {
  const session = openSession(openWizard(await readOrigin(join(stacks, system), "stacks/mine")), { planner });
  open.push(session);
  await session.settled();
  return session;
}
const say = (id: string, text: string) => ({ type: "answer", id, text }) as const;
const brokers = (session: Session) => session.snapshot().planning.planned?.plan.totals.brokers;

test("the plan follows an answer", async () => {
  const session = await sessionOf("claro");
  expect(session.snapshot().planning.view).toMatchObject({ state: "current", plan: { name: "claro" } });
  session.send({ type: "go", screen: "machines" });
  session.send(say("inventory:brokers.count", "8"));
  await session.settled();
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
  expect(session.snapshot().planning.view).toMatchObject({ state: "stale", faults: [] });
  await session.settled();
  expect(session.snapshot().planning.view.state).toBe("current");
});

test("a plan that is long in coming is said to be worked out, and one that is not is not", async () => {
  const told: string[] = [];
  let answer = () => {};
  const slow: Planner = {
    ...plannedHere,
    plan: async (input) => {
      if (told.length > 0) await new Promise<void>((resolve) => (answer = resolve));
      return plannedHere.plan(input);
    },
  };
  const session = await sessionOf("claro", slow);
  session.subscribe(() => told.push(session.snapshot().planning.view.state));
  session.send({ type: "go", screen: "machines" });
  session.send(say("inventory:brokers.count", "8"));
  expect(told).toEqual(["current", "current"]);
  await vi.waitFor(() => expect(told.at(-1)).toBe("stale"));
  expect(brokers(session)).toBe(5);
  answer();
  await session.settled();
  expect(told.at(-1)).toBe("current");
  expect(brokers(session)).toBe(8);
});

test("a mistake of ours in the planning ends the wizard with it", async () => {
  const broken: Planner = { plan: () => Promise.reject(new TypeError("brokers is not iterable")), close: () => {} };
  await expect(sessionOf("claro", broken)).rejects.toThrow("brokers is not iterable");
  expect(open.at(-1)!.snapshot().broken).toMatchObject({ error: { name: "TypeError" } });
});

test("a catalogue is read when it is asked for, and one that is missing is said", async () => {
  const session = openSession(beginWizard([], null), {
    planner: plannedHere,
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

test("the plan of one start is gone with another, before that has a plan of its own", async () => {
  const [first] = await templates("stacks/mine", stacks);
  const session = openSession(beginWizard([first!], null), { planner: plannedHere });
  open.push(session);
  session.send({ type: "choose", by: 1 });
  await session.settled();
  expect(session.snapshot().planning.view.state).toBe("current");
  session.send({ type: "choose", by: -1 });
  expect(session.snapshot().planning).toMatchObject({ planned: null, view: { state: "none" } });
});

test("a variant is kept for a comparison", async () => {
  const session = await sessionOf("claro");
  await session.keepVariant();
  session.send({ type: "go", screen: "machines" });
  session.send(say("inventory:brokers.count", "8"));
  expect(session.snapshot().kept?.plan.totals.brokers).toBe(5);
});

test("a variant is kept as it is, whatever is typed in the same moment", async () => {
  const session = await sessionOf("claro");
  const keeping = session.keepVariant();
  session.send({ type: "go", screen: "machines" });
  session.send(say("inventory:brokers.count", "8"));
  await keeping;
  await session.settled();
  const { kept, planning } = session.snapshot();
  expect([kept, planning.planned].map((one) => one?.plan.totals.brokers)).toEqual([5, 8]);
});

test("a key in a telco's plan takes less than a frame: input checked, planned and asked about", async () => {
  const session = await sessionOf("claro", openPlanner());
  session.send({ type: "focus", by: 1 });
  session.send({ type: "stroke", stroke: "move", to: "start" });
  const times: number[] = [];
  for (let key = 0; key < 30; key++) {
    const began = performance.now();
    session.send({ type: "stroke", stroke: "insert", text: "1" });
    const { state, checked } = session.snapshot();
    questionsOf(state, checked.faults);
    await session.settled();
    times.push(performance.now() - began);
    expect(session.snapshot().planning.view.state).toBe("current");
    session.send({ type: "stroke", stroke: "erase", what: "before" });
    await session.settled();
  }
  // The fastest, since other work of the machine only adds to it.
  expect(Math.min(...times)).toBeLessThan(16);
});
