/** What YAML files of a system hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Path = readonly (string | number)[];

/** A change of a file: a value set, a key or an entry of a list taken out, or an entry put at the end of a list. */
export type Edit =
  | { readonly op: "set"; readonly path: Path; readonly value: Json }
  | { readonly op: "unset"; readonly path: Path }
  | { readonly op: "append"; readonly path: Path; readonly value: Json };

type Block = { readonly [key: string]: Json };

export const isBlock = (value: Json | undefined): value is Block =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value at a path; undefined where there is none. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let at = value;
  for (const part of path) {
    if (Array.isArray(at) && typeof part === "number") at = at[part];
    else if (isBlock(at) && Object.hasOwn(at, part)) at = at[part];
    else return undefined;
  }
  return at;
}

function withChild(value: Json | undefined, key: string | number, child: Json): Json {
  if (Array.isArray(value) && typeof key === "number") return value.with(key, child);
  return { ...(isBlock(value) ? value : {}), [key]: child };
}

function set(value: Json | undefined, path: Path, next: Json): Json {
  const [key, ...rest] = path;
  return key === undefined ? next : withChild(value, key, set(valueAt(value, [key]), rest, next));
}

function unset(value: Json, path: Path): Json {
  const parent = valueAt(value, path.slice(0, -1));
  const key = path.at(-1)!;
  if (Array.isArray(parent))
    return set(
      value,
      path.slice(0, -1),
      parent.filter((_, at) => at !== key),
    );
  if (!isBlock(parent) || !Object.hasOwn(parent, key)) return value;
  const rest = Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key));
  // A block of which nothing is left would ask for what was taken out.
  const emptied = Object.keys(rest).length === 0 && path.length > 1 && typeof path.at(-2) === "string";
  return emptied ? unset(value, path.slice(0, -1)) : set(value, path.slice(0, -1), rest);
}

/** The value with an edit made; blocks on the way are made, and those that an `unset` empties go with it. */
export function applyEdit(value: Json, edit: Edit): Json {
  switch (edit.op) {
    case "set":
      return set(value, edit.path, edit.value);
    case "unset":
      return unset(value, edit.path);
    case "append": {
      const list = valueAt(value, edit.path);
      return set(value, edit.path, [...(Array.isArray(list) ? list : []), edit.value]);
    }
  }
}
