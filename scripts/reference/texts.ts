import ts from "typescript";
import { calleeOf, type Source } from "./source.ts";

/** What parameters stand for at one call: the argument, and what its own names stand for. */
export type Arguments = ReadonlyMap<string, { readonly text: ts.Expression; readonly given: Arguments }>;

const most = 24;

/**
 * The texts that an expression may be. What is known only when the program runs stands in braces, by its last name:
 * `{file} does not exist`.
 */
export function textsOf(source: Source, text: ts.Expression, given: Arguments, depth = 0): string[] {
  const again = (one: ts.Expression, with_: Arguments = given) => textsOf(source, one, with_, depth + 1);
  if (depth > 12) return ["{...}"];
  if (ts.isStringLiteralLike(text) || ts.isNumericLiteral(text)) return [text.text];
  if (ts.isTemplateExpression(text))
    return text.templateSpans.reduce(
      (heads, span) => product(heads, again(span.expression), span.literal.text),
      [text.head.text],
    );
  if (ts.isConditionalExpression(text)) return either(again(text.whenTrue), again(text.whenFalse));
  if (ts.isParenthesizedExpression(text) || ts.isAsExpression(text) || ts.isNonNullExpression(text))
    return again(text.expression);
  if (ts.isBinaryExpression(text)) {
    const [left, right] = [again(text.left), again(text.right)];
    return text.operatorToken.kind === ts.SyntaxKind.PlusToken ? product(left, right) : either(left, right);
  }
  if (ts.isIdentifier(text)) {
    const bound = given.get(text.text);
    if (bound) return again(bound.text, bound.given);
    const constant = source.constantOf(text.text, text);
    const found = constant && isText(constant) ? again(constant) : [];
    return found.length > 0 ? found : [`{${text.text}}`];
  }
  if (ts.isElementAccessExpression(text)) {
    const found = entriesOf(source, text).flatMap(({ value }) => again(value));
    return found.length > 0 ? found : [`{${text.expression.getText()}}`];
  }
  if (ts.isCallExpression(text)) return ofCall(source, text, given, depth);
  return [ts.isPropertyAccessExpression(text) ? `{${text.name.text.replace("#", "")}}` : "{...}"];
}

/** The entries of a table that is looked into by a key, where the table is a constant of the same file. */
export function entriesOf(
  source: Source,
  { expression }: ts.ElementAccessExpression,
): { key: string; value: ts.Expression }[] {
  const table = ts.isIdentifier(expression) ? source.constantOf(expression.text, expression) : undefined;
  if (!table || !ts.isObjectLiteralExpression(table)) return [];
  return table.properties.flatMap((one) =>
    ts.isPropertyAssignment(one) ? [{ key: one.name.getText(), value: one.initializer }] : [],
  );
}

/** What the parameters of a function stand for at a call of it. */
export function argumentsOf(
  parameters: readonly ts.ParameterDeclaration[],
  call: ts.CallExpression,
  given: Arguments,
): Arguments {
  return new Map(
    parameters.flatMap(({ name, initializer }, i) => {
      const text = call.arguments[i] ?? initializer;
      return ts.isIdentifier(name) && text ? [[name.text, { text, given }] as const] : [];
    }),
  );
}

function ofCall(source: Source, call: ts.CallExpression, given: Arguments, depth: number): string[] {
  const name = calleeOf(call);
  const { expression } = call;
  if (ts.isPropertyAccessExpression(expression)) {
    if (name === "toUpperCase")
      return textsOf(source, expression.expression, given, depth + 1).map((text) => text.toUpperCase());
    return [ts.isIdentifier(expression.expression) ? `{${expression.expression.text}}` : "{...}"];
  }
  const called = source.functionOf(name, call);
  const body = called && resultOf(called.node.body);
  if (!called || !body) return [`{${name}}`];
  return textsOf(source, body, argumentsOf(called.node.parameters, call, given), depth + 1);
}

/** What a function gives that does nothing else. */
function resultOf(body: ts.ConciseBody | undefined): ts.Expression | undefined {
  if (!body || !ts.isBlock(body)) return body && isText(body) ? body : undefined;
  const [only, more] = body.statements;
  return only && !more && ts.isReturnStatement(only) && only.expression && isText(only.expression)
    ? only.expression
    : undefined;
}

const isText = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isNumericLiteral(node) ||
  ts.isTemplateExpression(node) ||
  (ts.isConditionalExpression(node) && isText(node.whenTrue) && isText(node.whenFalse)) ||
  (ts.isBinaryExpression(node) && isText(node.left) && isText(node.right));

const product = (heads: readonly string[], middles: readonly string[], tail = ""): string[] =>
  heads.flatMap((head) => middles.map((middle) => `${head}${middle}${tail}`)).slice(0, most);

/** What is known is told rather than what is not. */
function either(left: readonly string[], right: readonly string[]): string[] {
  const told = [...left, ...right].filter((text) => text !== "" && !/^\{[^}]*\}$/.test(text));
  return told.length > 0 ? told.slice(0, most) : [...left];
}
