/** Part of the language that the library's types do not have yet. */
const json = JSON as unknown as {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): unknown;
};

/** A number that JavaScript may write otherwise than it was written. */
const delicate = /\d{16}|\d\.\d|\d[eE]|-0/;

/**
 * Parses JSON so that `JSON.stringify` writes every number as it stood there: a JavaScript number holds 15 digits, and
 * an identifier of 19 digits must not be changed on its way.
 * @throws SyntaxError
 */
export function parseExactly(text: string): unknown {
  if (!delicate.test(text)) return JSON.parse(text);
  return json.parse(text, (_, value, { source }) =>
    typeof value === "number" && source !== undefined && String(value) !== source ? json.rawJSON(source) : value,
  );
}
