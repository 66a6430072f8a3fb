import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { diffLines } from "../diff.ts";
import { applyEdit, type Edit, isBlock, type Json, type Path, valueAt } from "./edit.ts";
import { editText } from "./text.ts";

const stacks = join(import.meta.dirname, "../../../stacks");
const files = readdirSync(stacks, { recursive: true, encoding: "utf8" })
  .filter((file) => /^[a-z-]+\/(workload|inventory).*\.yaml$/.test(file))
  .map((file) => readFileSync(join(stacks, file), "utf8"))
  // Large ones say nothing more, at length.
  .filter((text) => text.length < 6000);

const workload = `# What flows.
name: claro
topics:
  - name: events # the main one
    rate: 485000 msg/s # peak
    consumers: [{ group: sink, perConsumer: 50 MB/s }] # one group
    record:
      format: csv
  # The second.
  - name: calls
    rate: 1 MB/s
objectives: { lose: { brokers: 1 }, loss: 0 }
# At the end.
`;

const changed = (text: string, edit: Edit): string[] =>
  diffLines(text, editText(text, edit)).flatMap(({ kind, text: line }) =>
    kind === "added" ? [`+${line}`] : kind === "removed" ? [`-${line}`] : [],
  );

test.each<[string, Edit, string[]]>([
  [
    "a value",
    { op: "set", path: ["topics", 0, "rate"], value: "600 k msg/s" },
    ["-    rate: 485000 msg/s # peak", "+    rate: 600 k msg/s # peak"],
  ],
  ["a new key of a block", { op: "set", path: ["topics", 1, "size"], value: "1 kB" }, ["+    size: 1 kB"]],
  ["a new key beside a nested block", { op: "set", path: ["topics", 0, "keyed"], value: true }, ["+    keyed: true"]],
  [
    "a block within a block of one line",
    { op: "set", path: ["objectives", "catchUp", "within"], value: "2 h" },
    [
      "-objectives: { lose: { brokers: 1 }, loss: 0 }",
      "+objectives: { lose: { brokers: 1 }, loss: 0, catchUp: { within: 2 h } }",
    ],
  ],
  ["a block of the file", { op: "set", path: ["growth", "factor"], value: 2 }, ["+growth: { factor: 2 }"]],
  [
    "what would be read as something else",
    { op: "set", path: ["name"], value: "true" },
    ["-name: claro", '+name: "true"'],
  ],
  ["a key away", { op: "unset", path: ["topics", 1, "rate"] }, ["-    rate: 1 MB/s"]],
  [
    "a key of one line away, with the block that it empties",
    { op: "unset", path: ["objectives", "lose", "brokers"] },
    ["-objectives: { lose: { brokers: 1 }, loss: 0 }", "+objectives: { loss: 0 }"],
  ],
  [
    "the last of a line away",
    { op: "unset", path: ["objectives", "loss"] },
    ["-objectives: { lose: { brokers: 1 }, loss: 0 }", "+objectives: { lose: { brokers: 1 } }"],
  ],
  [
    "an entry away, with what was said of it",
    { op: "unset", path: ["topics", 1] },
    ["-  # The second.", "-  - name: calls", "-    rate: 1 MB/s"],
  ],
  [
    "another entry of a list",
    { op: "append", path: ["topics"], value: { name: "new", consumers: [{ group: "a" }] } },
    ["+  - name: new", "+    consumers: [{ group: a }]"],
  ],
  [
    "another entry of a list in one line",
    { op: "append", path: ["topics", 0, "consumers"], value: { group: "b" } },
    [
      "-    consumers: [{ group: sink, perConsumer: 50 MB/s }] # one group",
      "+    consumers: [{ group: sink, perConsumer: 50 MB/s }, { group: b }] # one group",
    ],
  ],
  [
    "the first entry of a list",
    { op: "append", path: ["topics", 1, "consumers"], value: { group: "b" } },
    ["+    consumers: [{ group: b }]"],
  ],
])("%s: all other lines stay", (_, edit, lines) => {
  expect(changed(workload, edit)).toEqual(lines);
});

test("a new key stands behind those that come before it in the order of its block", () => {
  const orderAt = (path: Path): string[] => (path.length === 2 ? ["name", "rate", "size", "consumers", "last"] : []);
  const add = (text: string, key: string): string =>
    editText(text, { op: "set", path: ["topics", 0, key], value: 1 }, orderAt);
  const text = "topics:\n  - name: a # why\n    # Who reads.\n    consumers:\n      - group: b\n# End.\n";
  expect(add(add(add(text, "size"), "rate"), "last")).toBe(
    "topics:\n  - name: a # why\n    rate: 1\n    size: 1\n    # Who reads.\n    consumers:\n      - group: b\n    last: 1\n# End.\n",
  );
  expect(add("topics: [{ name: a, consumers: [] }]\n", "size")).toBe("topics: [{ name: a, size: 1, consumers: [] }]\n");
});

test("a list without its last entry is empty, on the line of its key", () => {
  const text = "# Kept.\nassumed:\n  - topics.0.size # why\nname: a\nlist: [b]\n";
  const once = editText(text, { op: "unset", path: ["assumed", 0] });
  expect(editText(once, { op: "unset", path: ["list", 0] })).toBe("# Kept.\nassumed: [] # why\nname: a\nlist: []\n");
});

test("a key without a value gets one", () => {
  expect(editText("objectives:\nname: a\n", { op: "set", path: ["objectives", "loss"], value: 0 })).toBe(
    "objectives: { loss: 0 }\nname: a\n",
  );
});

/** Every place of a value. */
function pathsOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const below = entries.flatMap(([key, child]) => pathsOf(child, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

const anyEdit = (value: Json): fc.Arbitrary<Edit> => {
  const paths = pathsOf(value);
  const scalars = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom("3 MB/s", "1..2..3", "# no", "a: b"),
  );
  const place = fc.constantFrom(...paths);
  const blocks = paths.map((path) => path.slice(0, -1)).filter((path) => isBlock(valueAt(value, path)));
  return fc.oneof(
    fc.record({ op: fc.constant("set" as const), path: place, value: scalars }),
    fc.record({ op: fc.constant("unset" as const), path: place }),
    fc.record({
      op: fc.constant("set" as const),
      path: fc.constantFrom(...blocks).map((path) => [...path, "further"]),
      value: scalars,
    }),
  );
};

test("the text of an edited file says what the edited value is", () => {
  const cases = fc
    .constantFrom(...files)
    .chain((text) => fc.tuple(fc.constant(text), anyEdit(parseDocument(text).toJS())));
  fc.assert(
    fc.property(cases, ([text, edit]) => {
      const wanted = applyEdit(parseDocument(text).toJS(), edit);
      expect(parseDocument(editText(text, edit)).toJS()).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
});

test("a value that is set leaves every other line as it is", () => {
  const cases = fc.constantFrom(...files).chain((text) => {
    const value = parseDocument(text).toJS();
    const leaves = pathsOf(value).filter((path) => ["string", "number"].includes(typeof valueAt(value, path)));
    return fc.tuple(fc.constant(text), fc.constantFrom(...leaves));
  });
  fc.assert(
    fc.property(cases, ([text, path]) => {
      expect(changed(text, { op: "set", path, value: "1234 msg/s" })).toHaveLength(2);
    }),
    { numRuns: 20 },
  );
});
