import { expect, it } from "vitest";
import { paceOf } from "./pace.ts";

it("is the plan's rate for the usual time unless something else is asked for", async () => {
  expect(await paceOf({ profile: "steady", duration: 60 }, false)).toEqual({
    shape: { kind: "steady", text: "steady", peak: 1 },
    stopWhen: [],
    durationSeconds: 60,
  });
  expect(await paceOf({ profile: "spike:x10", stopWhen: "errors>5", duration: 30 }, true)).toMatchObject({
    shape: { kind: "spike", times: 10 },
    stopWhen: [{ measure: "errors", above: 5 }],
    durationSeconds: 30,
  });
});

it("of a recording takes the recording's time, or the time that is given", async () => {
  const profile = new URL("./testing/rates.csv", import.meta.url).pathname;
  expect((await paceOf({ profile, duration: 60 }, false)).durationSeconds).toBe(15);
  expect((await paceOf({ profile, duration: 60 }, true)).durationSeconds).toBe(60);
});
