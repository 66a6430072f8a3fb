import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const patterns = ["{sizing,components,loadgen,cli,stacks,scripts}/**/*.ts", "cli/*.mjs"];
const notRun = /\.test\.ts$|\/testing\/|fixtures\.ts$|^scripts\/reference/;

type Function = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

/** A function that its callers know by a name. */
export type Named = { readonly name: string; readonly node: Function; readonly exported: boolean };

/** The program's own source, as far as one looks things up in it by name. */
export class Source {
  readonly files: readonly ts.SourceFile[];
  private readonly functions = new Map<string, Named[]>();
  private readonly calls = new Map<string, ts.CallExpression[]>();
  private readonly constants = new Map<string, ts.VariableDeclaration[]>();

  constructor(root: string) {
    const paths = globSync([...patterns], { cwd: root }).filter((path) => !notRun.test(path));
    this.files = paths.toSorted().map((path) => parse(path, readFileSync(join(root, path), "utf8")));
    for (const file of this.files) walk(file, (node) => this.note(node));
  }

  /** The function of this name that `from` means: that of its own file, else the one that is exported somewhere. */
  functionOf(name: string, from: ts.Node): Named | undefined {
    const known = this.functions.get(name) ?? [];
    const own = known.find(({ node }) => node.getSourceFile() === from.getSourceFile());
    return own ?? known.find(({ exported }) => exported);
  }

  /** Where a function is called. */
  callsOf({ name, node, exported }: Named): readonly ts.CallExpression[] {
    const calls = this.calls.get(name) ?? [];
    return exported ? calls : calls.filter((call) => call.getSourceFile() === node.getSourceFile());
  }

  /** What a constant of this name is where `from` stands: that of the innermost block around it. */
  constantOf(name: string, from: ts.Node): ts.Expression | undefined {
    const known = this.constants.get(`${from.getSourceFile().fileName} ${name}`) ?? [];
    const around = known.filter((one) => isWithin(from, scopeOf(one)));
    return around.toSorted((a, b) => scopeOf(b).pos - scopeOf(a).pos)[0]?.initializer;
  }

  /** The nearest function around a node that its callers know by a name. */
  around(node: ts.Node): Named | undefined {
    for (let at = node.parent; at !== undefined; at = at.parent) {
      const named = namedBy(at);
      if (named) return named;
    }
    return undefined;
  }

  private note(node: ts.Node): void {
    const named = namedBy(node);
    if (named) push(this.functions, named.name, named);
    if (ts.isCallExpression(node)) push(this.calls, calleeOf(node), node);
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      push(this.constants, `${node.getSourceFile().fileName} ${node.name.text}`, node);
  }
}

/** The last word of what is called: `wrong` of `this.wrong(...)`. */
export function calleeOf({ expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
}

/** The block or file in which a constant is known. */
const scopeOf = (declaration: ts.VariableDeclaration): ts.Node => declaration.parent.parent.parent;

const isWithin = (node: ts.Node, scope: ts.Node): boolean => node.pos >= scope.pos && node.end <= scope.end;

/** Calls `visit` with a node and with everything in it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.ESNext,
    true,
    path.endsWith(".mjs") ? ts.ScriptKind.JS : ts.ScriptKind.TS,
  );

function namedBy(node: ts.Node): Named | undefined {
  if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name && ts.isIdentifier(node.name))
    return { name: node.name.text, node, exported: isExported(node) };
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
  const { parent } = node;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
  return { name: parent.name.text, node, exported: isExported(parent.parent.parent) };
}

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function push<T>(lists: Map<string, T[]>, name: string, one: T): void {
  const list = lists.get(name);
  if (list) list.push(one);
  else lists.set(name, [one]);
}
