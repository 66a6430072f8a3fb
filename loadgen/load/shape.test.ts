import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { parseShape } from "./parse-shape.ts";
import { durationOf, meanOf, messagesBy, peakOf } from "./profile.ts";
import { ownSeconds, shapeOf } from "./shape.ts";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "plimsoll-shape-"));
});
afterAll(() => rm(dir, { recursive: true }));

const constant = { kind: "constant" } as const;
const of = async (text: string, warmup = 0, seconds = 60) => shapeOf(await parseShape(text), constant, warmup, seconds);
async function file(name: string, content: string): Promise<string> {
  await writeFile(join(dir, name), content);
  return join(dir, name);
}

describe("a shape", () => {
  it("is a part of the plan at every moment", async () => {
    expect(await of("steady")).toEqual([{ seconds: 60, from: 1, to: 1 }]);
    expect(await of("ramp")).toEqual([{ seconds: 60, from: 0, to: 1 }]);
    expect((await of("step")).map(({ seconds, to }) => [seconds, to])).toEqual([
      [12, 0.2],
      [12, 0.4],
      [12, 0.6],
      [12, 0.8],
      [12, 1],
    ]);
    expect((await of("step:2")).map(({ from }) => from)).toEqual([0.5, 1]);
    expect((await of("spike")).map(({ seconds, from }) => [seconds, from])).toEqual([
      [20, 0.01],
      [20, 1],
      [20, 0.01],
    ]);
    for (const text of ["steady", "ramp", "step:7", "spike:x3", "day"]) {
      const shape = await of(text);
      expect(peakOf(shape)).toBe(1);
      expect(durationOf(shape)).toBeCloseTo(60, 9);
    }
  });

  it("goes above the plan, or stays below, only when asked", async () => {
    expect(peakOf(await of("spike:x100,peak=1.5"))).toBe(1.5);
    expect(peakOf(await of("ramp:peak=2"))).toBe(2);
    expect(peakOf(await of("steady,peak=0.5"))).toBe(0.5);
  });

  it("warms up at the rate with which it begins", async () => {
    expect(await of("steady", 5)).toEqual([
      { seconds: 5, from: 1, to: 1 },
      { seconds: 60, from: 1, to: 1 },
    ]);
    expect(messagesBy(await of("spike:x4", 5), 5)).toBe(1.25);
    expect(messagesBy(await of("ramp", 5), 5)).toBe(0);
  });

  it("of a day is the topic's own, in the time of the run", async () => {
    const day = await parseShape("day");
    const stretches = shapeOf(day, { kind: "profile", factors: [0.25, 1, 0.5, 0.25] }, 0, 20);
    expect(stretches.map(({ seconds, from }) => [seconds, from])).toEqual([
      [5, 0.25],
      [5, 1],
      [5, 0.5],
      [5, 0.25],
    ]);
    for (const mean of [0.05, 0.3, 0.5, 0.8, 1]) {
      const profile = shapeOf(day, { kind: "mean", mean }, 0, 24);
      expect(meanOf(profile)).toBeCloseTo(mean, 9);
      expect(peakOf(profile)).toBe(1);
      expect(durationOf(profile)).toBeCloseTo(24, 9);
    }
  });
});

describe("recorded rates", () => {
  it("are read from CSV, with or without a head, and from JSON, and their peak is the plan", async () => {
    const csv = await file("rates.csv", "seconds,rate\n0,100\n10,400\n\n30,200\n");
    const pairs = await file("pairs.json", "[[0,100],[10,400],[30,200]]");
    const rows = await file(
      "rows.json",
      '[{"seconds":5,"rate":1},{"seconds":15,"rate":4,"host":"x"},{"seconds":35,"rate":2}]',
    );
    for (const path of [csv, pairs, rows]) {
      expect(ownSeconds(await parseShape(path))).toBe(50); // 10 s, 20 s, and the last as long as that
      expect(await of(path, 0, 100)).toEqual([
        { seconds: 20, from: 0.25, to: 0.25 },
        { seconds: 40, from: 1, to: 1 },
        { seconds: 40, from: 0.5, to: 0.5 },
      ]);
    }
    expect(peakOf(await of(`${csv},peak=2`))).toBe(2);
  });

  test.each([
    ["a word in a row", "seconds,rate\n0,100\n10,many\n", "line 3 is `10,many`, not two numbers from 0 on"],
    ["a negative rate", "0,100\n10,-1\n", "line 2 is `10,-1`"],
    ["a row too short", "0,100\n10\n", "line 2 is `10`"],
    ["time that goes back", "0,100\n10,5\n9,7", "line 3 is at 9 s, not after 10 s"],
    ["one row", "0,100", "has 1 rows; a rate needs at least two"],
    ["nothing but zero", "0,0\n1,0", "has no rate above 0"],
    ["broken JSON", "[[0,1],", "is no JSON"],
    ["a row of JSON without a rate", '[[0,1],{"seconds":1}]', "row 2 is `1,undefined`"],
  ])("with %s are refused with the place", async (name, content, message) => {
    await expect(parseShape(await file(`${name}.txt`, content))).rejects.toMatchObject({
      code: "PLM-LOAD-031",
      message: expect.stringContaining(message),
      remedy: expect.stringContaining("seconds,rate"),
    });
  });
});

test.each([
  ["stedy", "no such file is there", "did you mean `steady`?"],
  ["ramp:5", "`ramp` takes no `5`", "write `steady`"],
  ["step:1", "`1` is not understood", "write `steady`"],
  ["spike:100", "`100` is not understood", "spike:x100"],
  ["steady,peak=0", "`peak=0` is no part of the plan", "write `steady`"],
])("--profile %s is refused", async (text, message, remedy) => {
  await expect(parseShape(text)).rejects.toMatchObject({
    code: "PLM-LOAD-032",
    message: expect.stringContaining(message),
    remedy: expect.stringContaining(remedy),
  });
});
