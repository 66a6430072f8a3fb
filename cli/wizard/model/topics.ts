import { isBlock, type Json, type Path, valueAt } from "../yaml/edit.ts";
import { blankTopic } from "./blank.ts";
import { answered, change, type Draft, keyOf, withAssumed } from "./draft.ts";

/** The topic's name changed, in what refers to it too. */
export function renamedTopic(draft: Draft, at: number, name: string | undefined): Draft {
  const before = valueAt(draft.workload.value, ["topics", at, "name"]);
  const named = answered(draft, "workload", ["topics", at, "name"], name);
  if (typeof before !== "string" || name === undefined) return named;
  return referencesTo(before, valueAt(named.workload.value, ["services"]), ["services"]).reduce(
    (left, path) => change(left, "workload", { op: "set", path, value: name }),
    named,
  );
}

/** Where jobs name a topic: at `topic`, or in the list `topics`. */
function referencesTo(topic: string, value: Json | undefined, path: Path): Path[] {
  if (Array.isArray(value)) return value.flatMap((child, at) => referencesTo(topic, child, [...path, at]));
  if (isBlock(value))
    return Object.entries(value).flatMap(([key, child]) => referencesTo(topic, child, [...path, key]));
  const key = typeof path.at(-1) === "number" ? path.at(-2) : path.at(-1);
  return value === topic && (key === "topic" || key === "topics") ? [path] : [];
}

export const topicNames = (draft: Draft): string[] =>
  entriesAt(draft, ["topics"]).map((topic, at) => String(valueAt(topic, ["name"]) ?? `topic ${at + 1}`));

export const groupNames = (draft: Draft, topic: number): string[] =>
  entriesAt(draft, ["topics", topic, "consumers"]).map((group, at) =>
    String(valueAt(group, ["group"]) ?? `group ${at + 1}`),
  );

function entriesAt(draft: Draft, path: Path): readonly Json[] {
  const found = valueAt(draft.workload.value, path);
  return Array.isArray(found) ? found : [];
}

function freeName(base: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}

/** Another topic at the end. */
export const withTopic = (draft: Draft): Draft =>
  change(draft, "workload", {
    op: "append",
    path: ["topics"],
    value: blankTopic(freeName("events", topicNames(draft))),
  });

/** Another consumer group of a topic. */
export const withGroup = (draft: Draft, topic: number): Draft =>
  change(draft, "workload", {
    op: "append",
    path: ["topics", topic, "consumers"],
    value: { group: freeName("readers", groupNames(draft, topic)) },
  });

/** Takes an entry of a list away, and moves what is assumed of those behind it. */
function without(draft: Draft, list: Path, at: number): Draft {
  const prefix = `${keyOf(list)}.`;
  const shifted = withAssumed(draft, (key) => {
    if (!key.startsWith(prefix)) return key;
    const [index, ...rest] = key.slice(prefix.length).split(".");
    const place = Number(index);
    if (place === at) return null;
    return place > at ? [`${prefix}${place - 1}`, ...rest].join(".") : key;
  });
  return change(shifted, "workload", { op: "unset", path: [...list, at] });
}

/** Takes a topic away; the last one stays. */
export const withoutTopic = (draft: Draft, at: number): Draft =>
  topicNames(draft).length > 1 ? without(draft, ["topics"], at) : draft;

/** Takes a consumer group of a topic away. */
export const withoutGroup = (draft: Draft, topic: number, at: number): Draft =>
  groupNames(draft, topic).length > 0 ? without(draft, ["topics", topic, "consumers"], at) : draft;
