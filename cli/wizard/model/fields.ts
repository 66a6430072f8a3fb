import { z } from "zod";
import { inventorySchema, workloadSchema } from "../../../sizing/index.ts";
import { type Json, type Path, valueAt } from "../yaml/edit.ts";

/** The files that the wizard fills. */
export type FileName = "workload" | "inventory";

/** What the schema of a file says of one of its keys. */
export interface FieldFacts {
  readonly description: string;
  readonly type: "text" | "number" | "yes or no";
  /** Whether it may be a list, which is typed with commas between. */
  readonly list: boolean;
  /** The values that it may have; empty where it is typed. */
  readonly values: readonly Json[];
  /** What holds where nothing is written; undefined where nothing does. */
  readonly usual: Json | undefined;
  readonly example: string;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Below = JsonSchema | boolean | undefined;

const schemas: Record<FileName, () => JsonSchema> = {
  workload: once(() => z.toJSONSchema(workloadSchema, { io: "input" })),
  inventory: once(() => z.toJSONSchema(inventorySchema, { io: "input" })),
};

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const object = (schema: Below): JsonSchema | undefined => (typeof schema === "object" ? schema : undefined);
const choices = ({ oneOf = [], anyOf = [] }: JsonSchema): JsonSchema[] =>
  ([...oneOf, ...anyOf] as Below[]).filter((one): one is JsonSchema => typeof one === "object");

/** The schemas one step below: of a key in each of the alternatives, or of an entry of a list. */
function below(schema: JsonSchema, key: string | number): JsonSchema[] {
  const here = typeof key === "number" ? object(schema.items as Below) : object(schema.properties?.[key] as Below);
  return [...(here ? [here] : []), ...choices(schema).flatMap((one) => below(one, key))];
}

function typeOf(schema: JsonSchema): FieldFacts["type"] {
  if (schema.type === "boolean") return "yes or no";
  const types = [schema, ...choices(schema)].map(({ type }) => type);
  return types.some((one) => one === "integer" || one === "number") ? "number" : "text";
}

/** The keys of the block at a path in the order of the schema; empty where it has none there. */
export function keysAt(file: FileName, path: Path): string[] {
  const found = path.reduce<JsonSchema[]>((at, part) => at.flatMap((schema) => below(schema, part)), [schemas[file]()]);
  return [
    ...new Set(
      found.flatMap((schema) => [schema, ...choices(schema)]).flatMap(({ properties = {} }) => Object.keys(properties)),
    ),
  ];
}

/** An example of a value, for a list one of an entry. */
function exampleOf({ examples, items }: JsonSchema): string {
  const [example] = (examples ?? object(items as Below)?.examples ?? []) as Json[];
  return String(example ?? "");
}

const memo = new Map<string, FieldFacts>();

/** The facts of a key. A path that the schema does not have is a mistake of ours, and throws. */
export function fieldFacts(file: FileName, path: Path): FieldFacts {
  const key = `${file}:${path.map((part) => (typeof part === "number" ? "#" : part)).join(".")}`;
  const known = memo.get(key);
  if (known) return known;
  let found = [schemas[file]()];
  let usual: Json | undefined;
  for (const part of path) {
    // What a block is when it is left out tells what its keys are.
    usual = valueAt(usual ?? (found[0]?.default as Json | undefined), [part]);
    found = found.flatMap((schema) => below(schema, part));
  }
  const [schema] = found;
  if (schema === undefined) throw new Error(`the schema of ${file} has no ${path.join(".")}`);
  const values = [...new Set(found.flatMap((one) => (one.enum ?? []) as Json[]))];
  const facts: FieldFacts = {
    description: schema.description ?? "",
    type: typeOf(schema),
    list: [schema, ...choices(schema)].some((one) => one.type === "array"),
    values: schema.type === "boolean" ? [true, false] : values,
    usual: (schema.default as Json | undefined) ?? usual,
    example: exampleOf(schema),
  };
  memo.set(key, facts);
  return facts;
}
