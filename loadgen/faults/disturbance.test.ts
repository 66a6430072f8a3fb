import { describe, expect, it } from "vitest";
import { Disturbances, type Pace } from "./disturbance.ts";

const none = (_second: number) => 0;

/** 1,000 messages due a second until second 60, of which so many are acknowledged as `held` says. */
function run(held: (t: number) => number, failed = none, dropped = none): Pace[] {
  return Array.from({ length: 65 }, (_, i) => {
    const t = i + 1;
    const dueMessages = t <= 60 ? 1000 : 0;
    return { t, dueMessages, acknowledgedMessages: held(t), failedMessages: failed(t), droppedMessages: dropped(t) };
  });
}

const usual = (t: number) => (t <= 60 ? 1000 : 0);

describe("a run is back", () => {
  it("at once when nothing was to be felt", () => {
    expect(new Disturbances(run(usual), 20, 60).backAfter(20, 60)).toBe(0);
  });

  it("when the backlog is gone, not when the rate is", () => {
    // Nothing from 20 to 23: 3,000 behind. From then on 1,500 a second, so 500 less each second: gone at 29.
    const held = (t: number) => (t > 20 && t <= 23 ? 0 : t > 23 && t <= 29 ? 1500 : usual(t));
    // 100 messages behind are allowed: 1 % of ten seconds. At 28 it is 500, at 29 nothing.
    expect(new Disturbances(run(held), 20, 60).backAfter(20, 60)).toBe(9);
  });

  it("by the same measure when it is always somewhat behind", () => {
    const held = (t: number) => (t === 1 ? 800 : t === 21 ? 500 : t === 22 ? 1500 : usual(t));
    expect(new Disturbances(run(held), 20, 60).backAfter(20, 60)).toBe(2);
  });

  it("after what is felt later, unless ten calm seconds lie between", () => {
    const dip = (at: number) => (t: number) => (t === at ? 500 : t === at + 1 ? 1500 : usual(t));
    expect(new Disturbances(run(dip(27)), 20, 60).backAfter(20, 60)).toBe(8);
    expect(new Disturbances(run(dip(31)), 20, 60).backAfter(20, 60)).toBe(0);
  });

  it("also where the seconds before were counted unevenly", () => {
    // What fell due from 12 to 15 is counted in 12, and a backlog of two seconds is settled by 17.
    const held = (t: number) => (t === 13 || t === 14 ? 0 : t === 15 ? 2000 : t === 16 ? 2000 : usual(t));
    const stalled = (t: number) => (t > 20 && t <= 24 ? 0 : t === 25 ? 5000 : held(t));
    const counted = run(stalled).map((second) => ({
      ...second,
      dueMessages: second.t === 12 ? 3970 : second.t > 12 && second.t <= 15 ? 10 : second.dueMessages,
    }));
    expect(new Disturbances(counted, 20, 60).backAfter(20, 60)).toBe(5);
  });

  it("when what is missing was given up or dropped", () => {
    const held = (t: number) => (t === 21 ? 0 : usual(t));
    const givenUp = (t: number) => (t === 25 ? 1000 : 0);
    expect(new Disturbances(run(held, givenUp), 20, 60).backAfter(20, 60)).toBe(5);
    expect(new Disturbances(run(held, none, givenUp), 20, 60).backAfter(20, 60)).toBe(5);
    expect(new Disturbances(run(held), 20, 60).backAfter(20, 60)).toBeNull();
  });

  it("not when it had not come to that before the next fault, or before the end", () => {
    const held = (t: number) => (t > 20 && t <= 40 ? 900 : t > 40 && t <= 44 ? 1500 : usual(t));
    const disturbances = new Disturbances(run(held), 20, 60);
    expect(disturbances.backAfter(20, 30)).toBeNull();
    expect(disturbances.backAfter(20, 60)).toBe(24);
    expect(disturbances.backAfter(70, 80)).toBeNull();
  });

  it("when the backlog of the last second is settled after the schedule's end", () => {
    const held = (t: number) => (t === 60 ? 0 : t === 62 ? 1000 : usual(t));
    expect(new Disturbances(run(held), 59, 60).backAfter(59, 70)).toBe(3);
  });
});
