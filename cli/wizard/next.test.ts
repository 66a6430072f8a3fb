import { join } from "node:path";
import { expect, test } from "vitest";
import { fakeContext } from "../testing/fakes.ts";
import { goOn } from "./next.ts";

const claro = join(import.meta.dirname, "../../stacks/claro");

test.each([
  ["nothing", []],
  ["up", ["runtime 3.9.2", "up claro"]],
  ["prove", ["runtime 3.9.2", "up claro", "prove 127.0.0.1:20001,127.0.0.1:20002 at auto"]],
] as const)("%s: the commands of the program do it", async (step, wanted) => {
  const { context, calls } = fakeContext();
  expect(await goOn(context, step, claro)).toBe(0);
  expect(calls.filter((call) => !/^(hold|release)/.test(call))).toEqual(wanted);
});

test("a command that does not end well is the last one", async () => {
  const { context, calls } = fakeContext();
  await expect(goOn(context, "prove", "/nowhere")).rejects.toMatchObject({ code: "PLM-FILE-002" });
  expect(calls).toEqual([]);
});
