import { afterEach, expect, test, vi } from "vitest";
import { Problem } from "../../../sizing/index.ts";
import type { PlanInput } from "../contract.ts";
import { claro as claroPlanned, keystone as keystonePlanned } from "../panel/testing.ts";
import { openPlanner, type Planner } from "./planner.ts";

import { openThread, type Thread } from "./thread.ts";

const [claro, keystone] = [claroPlanned.input, keystonePlanned.input];
const open: { readonly close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});
const opened = (thread?: Thread): Planner => {
  const planner = openPlanner(thread);
  open.push(planner);
  return planner;
};
const times = (of: PlanInput, factor: number): PlanInput => {
  const [topic] = of.workload.topics;
  const rate = { ...topic!.rate, value: topic!.rate.value * factor } as NonNullable<typeof topic>["rate"];
  return { ...of, workload: { ...of.workload, topics: [{ ...topic!, rate }] } };
};

test.each([
  ["claro", claroPlanned],
  ["keystone", keystonePlanned],
])("the plan of %s is to the last reason what it is without a thread", async (_, { plan, input }) => {
  expect(await opened().plan(input)).toEqual(plan);
});

test("of inputs that come while it plans, the last one is planned, and the others are not", async () => {
  const asked: number[] = [];
  const thread = openThread();
  const counting: Thread = {
    ...thread,
    ask: (task, onProgress) => {
      asked.push(task.of.workload.topics[0]!.rate.value);
      return thread.ask(task, onProgress);
    },
  };
  const planner = opened(counting);
  const rate = claro.workload.topics[0]!.rate.value;
  const first = planner.plan(claro);
  await vi.waitFor(() => expect(asked).toEqual([rate]));
  const later = [2, 3, 0.5].map((factor) => planner.plan(times(claro, factor)));
  expect((await Promise.all([first, ...later])).map((made) => made && "totals" in made && made.totals.brokers)).toEqual(
    [null, null, null, 5],
  );
  expect(asked).toEqual([rate, rate / 2]);
});

test("a problem with the input is told, and the next plan is made", async () => {
  const planner = opened();
  const nothing = { ...keystone, inventory: { ...keystone.inventory, offers: ["no-such-offer"] } };
  const told = await planner.plan(nothing);
  expect(told).toBeInstanceOf(Problem);
  expect(told).toMatchObject({ kind: "input", code: "PLM-CATALOGUE-002", remedy: expect.stringContaining("write") });
  expect(await planner.plan(claro)).toMatchObject({ verdict: "planned" });
});

test("what is no plan's input is a mistake of ours, and is thrown", async () => {
  await expect(opened().plan({ ...claro, workload: {} as PlanInput["workload"] })).rejects.toThrow(/undefined/);
});

test("a thread that is closed ends what it does", async () => {
  const thread = openThread();
  const answered = vi.fn();
  const told = vi.fn();
  thread.ask({ kind: "capacity", of: keystone, brokersMore: 10 }, told).then(answered, answered);
  await vi.waitFor(() => expect(told).toHaveBeenCalled(), { timeout: 15_000 });
  thread.close();
  const { length } = told.mock.calls;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(told).toHaveBeenCalledTimes(length);
  expect(answered).not.toHaveBeenCalled();
});
