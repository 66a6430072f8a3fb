import ts from "typescript";
import type { ProblemKind } from "../../sizing/problem.ts";
import { servicesSchema } from "../../sizing/services/inputs.ts";
import { Source, walk } from "./source.ts";
import { type Arguments, argumentsOf, entriesOf, textsOf } from "./texts.ts";

/** A place of the source where a code is given to what a person can mend. */
export type Raised = {
  readonly code: string;
  readonly kind: ProblemKind | "refusal";
  /** What happened; of a refusal the resource that is short. */
  readonly what: readonly string[];
  /** What to do instead; none where it is worked out from the numbers. */
  readonly remedies: readonly string[];
  /** The file, from the root of the project. */
  readonly file: string;
};

const codePattern = /^PLM-[A-Z0-9]+-\d{3}$/;
const writtenPattern = /^(?:error |.*error )(PLM-[A-Z0-9]+-\d{3}): ([^\n]*)\n *([^\n]*)/;

/** Every problem and refusal of the program under `root`, by their codes. */
export function raisedIn(root: string): Raised[] {
  const source = new Source(root);
  const found: Raised[] = [];
  for (const file of source.files)
    walk(file, (node) => {
      if (ts.isNewExpression(node) && node.expression.getText() === "Problem") found.push(...problems(source, node));
      else if (ts.isObjectLiteralExpression(node)) found.push(...refusals(source, node));
      else if (ts.isTemplateExpression(node)) found.push(...written(source, node));
    });
  return found.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

function problems(source: Source, node: ts.NewExpression): Raised[] {
  const [kind, code, what, remedy] = node.arguments ?? [];
  if (!kind || !code || !what || !remedy) return [];
  return callers(source, node, [code, what, remedy]).flatMap((given) => {
    const texts = (one: ts.Expression) => textsOf(source, one, given);
    // A code that is only handed on was given elsewhere.
    const words = texts(code).filter((word) => codePattern.test(word));
    return words.map((word) => ({
      code: word,
      kind: texts(kind)[0] as ProblemKind,
      what: texts(what),
      remedies: texts(remedy),
      file: fileOf(node),
    }));
  });
}

function refusals(source: Source, node: ts.ObjectLiteralExpression): Raised[] {
  const [code, resource, remedy] = ["code", "resource", "remedy"].map((name) => propertyOf(node, name));
  if (!code || !resource) return [];
  const known = remedy ? [code, resource, remedy] : [code, resource];
  return callers(source, node, known).flatMap((given): Raised[] => {
    const texts = (one: ts.Expression) => textsOf(source, one, given);
    const remedies = remedy ? texts(remedy) : [];
    const one = (word: string, what: string[]): Raised[] =>
      ofKinds(word).map((code) => ({ code, kind: "refusal", what, remedies, file: fileOf(node) }));
    // A table of codes by resource tells the resource of each.
    const entries = tableIn(source, code);
    if (entries.length > 0)
      return entries.flatMap(({ key, value }) =>
        texts(value).flatMap((number) => one(texts(code).find((word) => word.endsWith(number))!, [key])),
      );
    return texts(code).flatMap((word) => one(word, texts(resource)));
  });
}

function tableIn(source: Source, code: ts.Expression): ReturnType<typeof entriesOf> {
  if (ts.isElementAccessExpression(code)) return entriesOf(source, code);
  return ts.isCallExpression(code) ? code.arguments.flatMap((one) => tableIn(source, one)) : [];
}

/** What is written without a Problem, where there is none yet or none any more. */
function written(source: Source, node: ts.TemplateExpression): Raised[] {
  return textsOf(source, node, new Map()).flatMap((text): Raised[] => {
    const [, code, what, remedy] = writtenPattern.exec(text) ?? [];
    if (code === undefined || what === undefined || remedy === undefined) return [];
    return [{ code, kind: "environment", what: [what], remedies: remedy === "" ? [] : [remedy], file: fileOf(node) }];
  });
}

/** A refusal of a service has a code for each kind of service. */
const ofKinds = (code: string): string[] =>
  code.includes("{KIND}")
    ? Object.keys(servicesSchema.shape).map((kind) => code.replace("{KIND}", kind.toUpperCase()))
    : codePattern.test(code)
      ? [code]
      : [];

/** What the parameters that are handed on as they are stand for, once for each call of the function around. */
function callers(source: Source, node: ts.Node, handed: readonly ts.Expression[], depth = 0): Arguments[] {
  const none: Arguments[] = [new Map()];
  const around = source.around(node);
  if (!around || depth > 3) return none;
  const names = new Set(around.node.parameters.map(({ name }) => name.getText()));
  if (!handed.some((one) => ts.isIdentifier(one) && names.has(one.text))) return none;
  const given = source
    .callsOf(around)
    .flatMap((call) =>
      callers(source, call, call.arguments, depth + 1).map((outer) => argumentsOf(around.node.parameters, call, outer)),
    );
  return given.length > 0 ? given : none;
}

function propertyOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const one of node.properties) {
    if (ts.isPropertyAssignment(one) && one.name.getText() === name) return one.initializer;
    if (ts.isShorthandPropertyAssignment(one) && one.name.text === name) return one.name;
  }
  return undefined;
}

const fileOf = (node: ts.Node): string => node.getSourceFile().fileName;
