import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { plan } from "../../../sizing/index.ts";
import type { Question } from "../contract.ts";
import { diffLines } from "../diff.ts";
import { valueAt } from "../yaml/edit.ts";
import { fileText } from "../yaml/file.ts";
import { checkDraft } from "./check.ts";
import type { Origin } from "./draft.ts";
import { otherFaults, questionsOf } from "./questions.ts";
import { reduce, type WizardEvent } from "./reduce.ts";
import { screenIds } from "./screens.ts";
import { beginWizard, openWizard, type WizardState } from "./state.ts";

const stacks = join(import.meta.dirname, "../../../stacks");
const origin = (name: string): Origin => ({
  title: name,
  folder: join(stacks, name),
  workload: readFileSync(join(stacks, name, "workload.yaml"), "utf8"),
  inventory: readFileSync(join(stacks, name, "inventory.yaml"), "utf8"),
});
const claro = origin("claro");

const after = (state: WizardState, ...events: readonly WizardEvent[]): WizardState => events.reduce(reduce, state);
const say = (id: string, text: string): WizardEvent => ({ type: "answer", id, text });
const go = (screen: WizardState["screen"]): WizardEvent => ({ type: "go", screen });
const type = (text: string): WizardEvent => ({ type: "stroke", stroke: "insert", text });
const back: WizardEvent = { type: "stroke", stroke: "erase", what: "before" };
const down: WizardEvent = { type: "focus", by: 1 };
const on: WizardEvent = { type: "screen", by: 1 };
const off: WizardEvent = { type: "screen", by: -1 };

const asked = (state: WizardState): Question[] => questionsOf(state, checkDraft(state.draft).faults);
const question = (state: WizardState, id: string): Question => asked(state).find((one) => one.id === id)!;
const workload = (state: WizardState, ...path: (string | number)[]) => valueAt(state.draft.workload.value, path);

/** What a wizard changed of the files that it began with. */
const changes = (state: WizardState): string[] =>
  (["workload", "inventory"] as const).flatMap((file) =>
    diffLines(claro[file], fileText(state.draft[file])).flatMap(({ kind, text }) =>
      kind === "same" ? [] : [`${kind === "added" ? "+" : "-"}${text}`],
    ),
  );

test("from a blank sheet to a plan: name, rate and size, then machines", () => {
  const filled = after(
    beginWizard([], null),
    say("workload:name", "shop"),
    on,
    say("workload:topics.0.name", "orders"),
    say("workload:topics.0.rate", "20000 msg/s"),
    say("workload:topics.0.size", "2 kB"),
    go("machines"),
    say("wizard:machines", "hosts"),
    say("inventory:brokers.cores", "16"),
    say("inventory:brokers.memory", "64 GiB"),
    say("inventory:brokers.network", "10 Gb/s"),
    on,
    say("inventory:brokers.disks.0.size", "8 TB"),
    say("inventory:brokers.disks.0.count", "8"),
  );
  const { workload: read, inventory, faults } = checkDraft(filled.draft);
  expect(faults).toEqual([]);
  expect(plan(read!, inventory!)).toMatchObject({
    name: "shop",
    verdict: "planned",
    clusters: [{ metadata: { mode: "kraft" }, topics: [{ name: "orders", replication: 3, minInsync: 2 }] }],
  });
});

test("what is wrong is said at its field while it is typed, in the words of the schema", () => {
  const typed = after(openWizard(claro), down, { type: "stroke", stroke: "erase", what: "all" }, type("485000 msg/x"));
  expect(question(typed, "workload:topics.0.rate")).toMatchObject({
    text: "485000 msg/x",
    error: expect.stringMatching(/unknown unit `msg\/x`; did you mean/),
  });
  const mended = after(typed, back, type("s"));
  expect(question(mended, "workload:topics.0.rate")).toMatchObject({ text: "485000 msg/s", error: null });
  expect(changes(mended)).toEqual([]);
});

test("what nobody has come to is open, and wrong once it was passed", () => {
  const rate = (state: WizardState) => question(state, "workload:topics.0.rate");
  const first = after(beginWizard([], null), on);
  expect(rate(first)).toMatchObject({ error: null, placeholder: "needed, for example 485000 msg/s" });
  expect(rate(after(first, on, off)).error).toMatch(/is missing/);
});

test("a number keeps the point that is typed before its digits", () => {
  const growth = after(openWizard(claro), go("growth"), type("1."));
  expect(question(growth, "workload:growth.factor").text).toBe("1.");
  const whole = after(growth, type("4"));
  expect(question(whole, "workload:growth.factor").text).toBe("1.4");
  expect(workload(whole, "growth", "factor")).toBe(1.4);
});

test("the cursor moves, and characters go before and after it", () => {
  const move = (to: "left" | "right" | "start" | "end"): WizardEvent => ({ type: "stroke", stroke: "move", to });
  const typed = after(
    beginWizard([], null),
    down,
    { type: "stroke", stroke: "erase", what: "all" },
    ...[type("bd"), move("left"), type("c"), move("start"), type("a"), move("end"), type("ee"), back],
    ...[move("left"), { type: "stroke", stroke: "erase", what: "after" } as const],
  );
  expect(question(typed, "workload:name")).toMatchObject({ text: "abcd", cursor: 4 });
});

test("what is typed first takes the place of a default; a Backspace or an arrow edits it as it is", () => {
  const name = (state: WizardState) => question(state, "workload:name");
  const first = after(beginWizard([], null), down);
  expect(name(first)).toMatchObject({ text: "my-system", selected: true });
  const typed = after(first, type("p"), type("ay"));
  expect(name(typed)).toMatchObject({ text: "pay", cursor: 3, selected: false });
  expect(name(after(first, back, type("s")))).toMatchObject({ text: "my-systes", selected: false });
  const left: WizardEvent = { type: "stroke", stroke: "move", to: "left" };
  expect(name(after(first, left, type("-"))).text).toBe("my-syste-m");
  const again = after(typed, down, { type: "focus", by: -1 });
  expect(name(again), "an answer is no default").toMatchObject({ text: "pay", selected: false });
  expect(name(after(again, type("s"))).text).toBe("pays");
});

test("the name of an added topic is a default, whatever was said of one that stood there before", () => {
  const topic = (state: WizardState) => asked(state).find(({ focused }) => focused)!;
  const two = after(openWizard(claro), { type: "add" }, type("ledger"));
  expect(topic(two)).toMatchObject({ id: "workload:topics.1.name", text: "ledger" });
  const other = after(two, { type: "remove" }, { type: "add" });
  expect(topic(other)).toMatchObject({ text: "events-2", selected: true });
  // What was said of the second holds once it is the first.
  const moved = after(two, say("wizard:topic", "0"), { type: "remove" });
  expect(topic(moved)).toMatchObject({ id: "workload:topics.0.name", text: "ledger", selected: false });
});

test("growth in per cent is told how to be written", () => {
  const growth = after(openWizard(claro), go("growth"), type("40 %"));
  expect(question(growth, "workload:growth.factor")).toMatchObject({
    label: "Times as much",
    error: expect.stringContaining("write for example `1.4` for 40 % more"),
  });
});

test("a catalogue's prices are spoken of where there is one, and its offers have an example", () => {
  const on = (kind: string) => after(beginWizard([], null), go("machines"), say("wizard:machines", kind));
  for (const kind of ["ec2", "msk", "kubernetes", "openstack"])
    expect(question(on(kind), "wizard:machines").hint).toContain("prices");
  for (const kind of ["hosts", "local"]) expect(question(on(kind), "wizard:machines").hint).not.toContain("prices");
  expect(question(on("ec2"), "inventory:offers").placeholder).toBe("for example i3en.*");
});

test("what a group reads again is written as its history", () => {
  const nightly = after(openWizard(claro), go("readers"), say("workload:topics.0.consumers.0.history", "1"));
  expect(checkDraft(nightly.draft).workload?.topics[0]?.consumers[0]).toMatchObject({ history: 1 });
});

test("a changed value changes its line, and is no longer called assumed", () => {
  const changed = after(openWizard(claro), go("keep"), say("workload:topics.0.retention", "8 h"));
  expect(changes(changed)).toEqual(["-    retention: 4 h", "+    retention: 8 h", "-  - topics.0.retention"]);
  expect(checkDraft(changed.draft).faults).toEqual([]);
});

test("an objective that is taken back leaves nothing behind", () => {
  const asking = after(openWizard(claro), go("objectives"), say("workload:objectives.catchUp.outage", "1 h"));
  expect(question(asking, "workload:objectives.catchUp.within").placeholder).toMatch(/^needed/);
  expect(changes(after(asking, say("workload:objectives.catchUp.outage", "")))).toEqual([]);
});

test("topics are added and removed; those that are assumed move with them", () => {
  const two = after(openWizard(claro), { type: "add" }, say("workload:topics.1.name", "calls"));
  expect(asked(two)[0]).toMatchObject({ id: "wizard:topic", text: "1" });
  const gone = after(two, { type: "choose", by: -1 }, say("wizard:topic", "0"), { type: "remove" });
  expect(workload(gone, "topics")).toMatchObject([{ name: "calls" }]);
  expect(workload(gone, "assumed")).not.toContain("topics.0.size");
  expect(checkDraft(gone.draft).faults.map(({ id }) => id)).toEqual([
    "workload:topics.0.rate",
    "workload:topics.0.size",
  ]);
  expect(workload(after(gone, { type: "remove" }), "topics"), "the last one stays").toHaveLength(1);
});

test("consumer groups are added and removed", () => {
  const readers = after(openWizard(claro), go("readers"), { type: "add" });
  expect(workload(readers, "topics", 0, "consumers", 1)).toEqual({ group: "readers-2" });
  const gone = after(readers, say("wizard:group", "0"), { type: "remove" });
  expect(workload(gone, "topics", 0, "consumers")).toEqual([{ group: "readers-2" }]);
  expect(asked(after(gone, { type: "remove" }))).toEqual([]);
});

test("a topic that jobs read is renamed for them too", () => {
  const renamed = after(openWizard(origin("ute")), say("workload:topics.0.name", "readings"));
  expect(workload(renamed, "services", "spark", 0, "topic")).toBe("readings");
  expect(checkDraft(renamed.draft).faults).toEqual([]);
});

test("a name that is typed by way of another's leaves the other's readers alone", () => {
  const ute = origin("ute");
  const readers = ute.workload.replace(
    "name: measure-source\n      topic: measure",
    "name: measure-source\n      topic: meter",
  );
  const workloadText = readers.replace(
    "topics:\n",
    "topics:\n  - { name: meter, rate: 1 MB/s, size: 1 kB, retention: 1 h, replication: 3 }\n",
  );
  const typed = after(
    openWizard({ ...ute, workload: workloadText }),
    say("wizard:topic", "1"),
    ...[down, { type: "stroke", stroke: "erase", what: "all" } as const],
    ...[..."meters"].map(type),
  );
  expect(workload(typed, "services", "spark", 0, "topic")).toBe("meters");
  expect(workload(typed, "services", "connect", 0, "topic")).toBe("meter");
});

test("systems keep their metadata; another one comes with a version of Kafka that has it", () => {
  expect(question(after(beginWizard([claro], null), say("wizard:start", "claro")), "workload:metadata").text).toBe(
    "zookeeper",
  );
  const start = beginWizard([], null);
  expect(question(start, "workload:metadata").text).toBe("kraft");
  const keeper = after(start, say("workload:metadata", "zookeeper"));
  expect(checkDraft(keeper.draft).faults.filter(({ id }) => !id.includes("topics"))).toEqual([]);
});

test("of racks and zones the one is asked about that the machines have, and what is said of the other", () => {
  const labels = (state: WizardState) => asked(after(state, go("objectives"))).map(({ label }) => label);
  expect(labels(openWizard(claro))).toContain("Lost racks");
  expect(labels(openWizard(claro))).not.toContain("Lost zones");
  expect(labels(openWizard(origin("keystone")))).toContain("Lost zones");
  expect(labels(openWizard(origin("keystone")))).not.toContain("Lost racks");
  const moved = after(openWizard(origin("keystone")), go("machines"), say("wizard:machines", "hosts"));
  expect(labels(moved)).toEqual(expect.arrayContaining(["Lost racks", "Lost zones"]));
});

test("going to another start, or to other machines, and back loses nothing", () => {
  const begun = after(beginWizard([claro], null), say("workload:name", "mine"));
  const there = after(begun, say("wizard:start", "claro"), say("workload:name", "theirs"));
  const again = after(there, say("wizard:start", begun.start));
  expect(workload(again, "name")).toBe("mine");
  expect(workload(after(again, say("wizard:start", "claro")), "name")).toBe("theirs");

  const moved = after(openWizard(claro), go("machines"), say("wizard:machines", "ec2"));
  expect(checkDraft(moved.draft).inventory).toMatchObject({ catalogue: "ec2", services: { nifi: { cores: 16 } } });
  expect(changes(after(moved, say("wizard:machines", "hosts")))).toEqual([]);
});

test("lists are typed with commas", () => {
  const offers = after(beginWizard([], null), go("machines"), say("inventory:offers", "i3en.*, d3.xlarge"));
  expect(question(offers, "inventory:offers").text).toBe("i3en.*, d3.xlarge");
  expect(checkDraft(offers.draft).inventory).toMatchObject({ offers: ["i3en.*", "d3.xlarge"] });
});

test("a fault that no question shows is told apart", () => {
  const state = after(openWizard({ ...claro, workload: claro.workload.replace("80", "80 parsecs") }), go("review"));
  const broken = after(openWizard({ ...claro, workload: claro.workload.replace("keep: 90 days", "keep: 90 parsecs") }));
  expect(otherFaults(state, checkDraft(state.draft).faults)).toEqual([]);
  expect(otherFaults(broken, checkDraft(broken.draft).faults)).toMatchObject([{ id: "workload:services.hdfs.0.keep" }]);
});

test("the screens come one after another, disks only where there are machines", () => {
  const walk = (state: WizardState): string[] => {
    const seen = [state.screen as string];
    for (let next = after(state, on); next.screen !== seen.at(-1); next = after(next, on)) seen.push(next.screen);
    return seen;
  };
  expect(walk(beginWizard([], null))).toEqual(screenIds.filter((id) => id !== "disks"));
  expect(walk(openWizard(claro))).toEqual(screenIds.filter((id) => id !== "start"));
});

const events: fc.Arbitrary<WizardEvent> = fc.oneof(
  fc.string({ maxLength: 4 }).map(type),
  fc.constantFrom<WizardEvent>(back, down, on, off, { type: "add" }, { type: "remove" }, { type: "help" }),
  fc.constantFrom<WizardEvent>({ type: "choose", by: 1 }, { type: "choose", by: -1 }, { type: "focus", by: -1 }),
  fc.constantFrom(...screenIds).map(go),
);

test("whatever is pressed, every question can be shown, and what is shown is what is written", () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), (pressed) => {
      const state = after(beginWizard([claro], null), ...pressed);
      for (const { focused, cursor, text } of asked(state))
        if (focused) expect(cursor).toBeLessThanOrEqual(text.length);
      for (const file of ["workload", "inventory"] as const) {
        const written = parseDocument(fileText(state.draft[file])).toJS();
        expect(written).toEqual(state.draft[file].value);
      }
    }),
    { numRuns: 40 },
  );
});
