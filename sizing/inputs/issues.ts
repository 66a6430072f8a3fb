import { z } from "zod";
import { Problem } from "../problem.ts";
import { didYouMean } from "../suggest.ts";
import { show } from "./fields.ts";

const kinds: Record<string, string> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "a block of keys",
  record: "a block of keys",
  string: "a text",
};

function exampleOf(issue: z.core.$ZodRawIssue): string {
  const examples = issue.inst instanceof z.ZodType ? issue.inst.meta()?.examples : undefined;
  return Array.isArray(examples) ? `; write for example \`${examples[0]}\`` : "";
}

/** One sentence for an issue of zod's own checks: what stands there, what is wanted, an example. */
function describe(issue: z.core.$ZodRawIssue): string {
  const example = exampleOf(issue);
  const missing = issue.input === undefined || issue.input === null;
  switch (issue.code) {
    case "invalid_type":
      return missing
        ? `is missing${example}`
        : `is ${show(issue.input)}, but ${kinds[issue.expected] ?? issue.expected} is wanted${example}`;
    case "invalid_value": {
      const words = [...new Set(issue.values.map(String))];
      const near = missing ? "" : didYouMean(String(issue.input), words);
      return `${missing ? "is missing" : `is ${show(issue.input)}`}; ${near || `write one of ${words.map((word) => `\`${word}\``).join(", ")}`}`;
    }
    case "too_small":
      if (issue.origin === "array") return `is empty; write at least ${issue.minimum} entry`;
      return `is ${show(issue.input)}, but must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}${example}`;
    case "too_big":
      return `is ${show(issue.input)}, but must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}${example}`;
    default:
      return `is ${show(issue.input)}, which is not allowed here${example}`;
  }
}

/** A mistake in an input file: the key and what is wrong with it. */
export interface Mistake {
  readonly key: string;
  readonly text: string;
}

/** Checks `raw` against the schema; gives the value, or every mistake in it. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
): { readonly value: z.output<Schema> } | { readonly mistakes: Mistake[] } {
  const result = schema.safeParse(raw, { error: describe });
  if (result.success) return { value: result.data };
  return {
    mistakes: withoutFollowing(
      result.error.issues.map((issue) => ({ key: issue.path.join("."), text: issue.message })),
    ),
  };
}

const misspelt = /unknown key `[^`]*`; did you mean `([^`]*)`\?/g;

/** Without the keys that are missing only because they are misspelt: that is said already. */
function withoutFollowing(mistakes: readonly Mistake[]): Mistake[] {
  const meant = new Set(
    mistakes.flatMap(({ key, text }) =>
      [...text.matchAll(misspelt)].map(([, name]) => (key === "" ? name! : `${key}.${name}`)),
    ),
  );
  return mistakes.filter(({ key, text }) => !(meant.has(key) && text.startsWith("is missing")));
}

const mostKeys = 5;

/** The keys to correct; of many the first ones, as each mistake is listed anyway. */
function keysOf(mistakes: readonly Mistake[]): string {
  const keys = [...new Set(mistakes.map(({ key }) => key || "the top level"))];
  const more = keys.length - mostKeys;
  return more > 1 ? `${keys.slice(0, mostKeys).join(", ")} and ${more} more` : keys.join(", ");
}

/** The problem of a file with mistakes: one line for each in `details`. */
export function inputProblem(code: string, where: string, found: readonly Mistake[]): Problem {
  const mistakes = withoutFollowing(found);
  const lines = mistakes.map(({ key, text }) => (key === "" ? text : `${key}: ${text}`));
  const number = mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`;
  const keys = keysOf(mistakes);
  return new Problem("input", code, `${where} has ${number}`, `correct ${keys}`, lines);
}
