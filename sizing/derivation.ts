import type { Reason } from "./reason.ts";

export type Inputs = Reason["inputs"];

/** Which rule a number follows, and who says so. A named rule (rules/) is one. */
export interface Basis {
  readonly name: string;
  readonly source: string;
}

/** A number together with its reason. The planner passes these on; only the edge (`settle`) takes them apart. */
export class Derived<Value extends number | null = number> {
  readonly value: Value;
  readonly unit: string;
  readonly formula: string;
  readonly inputs: Inputs;
  readonly basis: Basis;

  constructor(value: Value, unit: string, formula: string, inputs: Inputs, basis: Basis) {
    this.value = value;
    this.unit = unit;
    this.formula = formula;
    this.inputs = inputs;
    this.basis = basis;
  }
}

/**
 * Computes a number and keeps how: the calculation sees nothing but `inputs`, so that what the reason shows
 * is what was used. `formula` says the same in words.
 */
export function derive<const In extends Inputs, Value extends number | null>(
  unit: string,
  formula: string,
  basis: Basis,
  inputs: In,
  calculate: (inputs: { readonly [Key in keyof In]: In[Key] extends number ? number : In[Key] }) => Value,
): Derived<Value> {
  return new Derived(calculate(inputs as Parameters<typeof calculate>[0]), unit, formula, inputs, basis);
}

/** A number taken as the user wrote it at `key` of the file. */
export function given<Value extends number | null>(
  file: string,
  key: string,
  unit: string,
  value: Value,
): Derived<Value> {
  return new Derived(value, unit, "as written", {}, { name: "given", source: `${file}: ${key}` });
}

/** The shape of a plan's part before the edge: every number in it is a Derived one, and the compiler checks that. */
export type Explained<T> = [T] extends [number | null]
  ? Derived<T>
  : T extends string | boolean
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Explained<Item>[]
      : { readonly [Key in keyof T]: Explained<T[Key]> };

function segmentOf(item: unknown, at: number): string {
  if (typeof item !== "object" || item === null) return String(at);
  if ("name" in item) return String(item.name);
  return "group" in item ? String(item.group) : String(at);
}

function take(tree: unknown, key: string, reasons: Record<string, Reason>): unknown {
  if (tree instanceof Derived) {
    const { value, unit, formula, inputs, basis } = tree;
    reasons[key] = { value, unit, formula, inputs, rule: basis.name, source: basis.source };
    return value;
  }
  if (Array.isArray(tree)) return tree.map((item, at) => take(item, `${key}.${segmentOf(item, at)}`, reasons));
  if (typeof tree !== "object" || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([name, child]) => [name, take(child, key === "" ? name : `${key}.${name}`, reasons)]),
  );
}

/**
 * Takes a part of a plan apart: its plain values, and the reasons of its numbers by key.
 * An item of a list is found by its `name` or `group`, never by its place.
 */
export function settle<T>(tree: Explained<T>): { readonly value: T; readonly explanation: Record<string, Reason> } {
  const explanation: Record<string, Reason> = {};
  return { value: take(tree, "", explanation) as T, explanation };
}
