import { aboutOf, alternativesOf, asWritten, itemsOf, numberIn, type Schema } from "./json-schema.ts";
import { code, page, sentence, table } from "./markdown.ts";

/** A file that a user writes, or what a command prints. */
type Direction = "written" | "printed";

/** A block of keys, with the path at which a file has it. */
type Block = { readonly path: string; readonly schema: Schema };

/** What a page on a file begins with, and blocks of keys that have a page of their own. */
export type PageHead = {
  readonly title: string;
  readonly about: string;
  readonly direction: Direction;
  readonly elsewhere?: readonly string[];
};

/** A page on a file: a table of its keys, and one for each block of keys in it. Blocks that are alike have one. */
export function schemaPage({ title, about, direction, elsewhere = [] }: PageHead, schema: Schema): string {
  const blocks = blocksOf("", schema).filter(({ path }) => !elsewhere.includes(path));
  const first = new Map<string, string>();
  for (const block of blocks) if (!first.has(keyOf(block.schema))) first.set(keyOf(block.schema), block.path);
  const own = blocks.filter(({ path, schema }) => first.get(keyOf(schema)) === path);
  const sections = own.map((block) => section(block, direction, first));
  return page(`# ${title}`, about, ...new Set(sections));
}

const keyOf = (schema: Schema): string => JSON.stringify(schema.properties);

/** From the keys of a block to the path at which the page has it. */
type Places = ReadonlyMap<string, string>;

function section({ path, schema }: Block, direction: Direction, places: Places): string {
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([key, value]) => {
    const { default: usual, examples } = value as Schema;
    const kind = kindOf(below(path, key), value as Schema, places);
    const example = Array.isArray(examples) ? `, such as ${code(asWritten(examples[0]))}` : "";
    const when = usual === undefined ? (required.has(key) ? "required" : "") : code(asWritten(usual));
    const about = sentence(aboutOf(value as Schema));
    return direction === "written" ? [code(key), kind + example, when, about] : [code(key), kind, about];
  });
  const heads = direction === "written" ? ["Key", "Value", "Default", "Meaning"] : ["Key", "Value", "Meaning"];
  return page(path === "" ? "" : `## ${code(path)}`, sentence(aboutOf(schema)), table(heads, rows)).trimEnd();
}

/** What may stand for a key, in words; a block of keys as a link to its own table. */
function kindOf(path: string, schema: Schema, places: Places): string {
  const alternatives = alternativesOf(schema);
  if (alternatives !== undefined) {
    const words = alternatives.map((one, i) => kindOf(pathOf(path, alternatives, i), one, places));
    return [...new Set(words)].join(" or ");
  }
  if (Array.isArray(schema.type)) return schema.type.map((type) => kindOf(path, { type }, places)).join(" or ");
  if (schema.const !== undefined) return code(asWritten(schema.const));
  if (schema.enum !== undefined) return [...new Set(schema.enum.map((one) => code(String(one))))].join(", ");
  if (schema.type === "array") return `list of ${kindOf(`${path}[]`, itemsOf(schema), places)}`;
  if (schema.properties !== undefined) return link(places.get(keyOf(schema)) ?? path);
  if (schema.additionalProperties)
    return `by name: ${kindOf(`${path}.*`, schema.additionalProperties as Schema, places)}`;
  if (schema.type === "integer" || schema.type === "number") return numberIn(schema);
  if (schema.type === "boolean") return "`true`, `false`";
  return schema.type === "null" ? "`null`" : "text";
}

/** The blocks of a schema, itself first where it is one. */
function blocksOf(path: string, schema: Schema): Block[] {
  const alternatives = alternativesOf(schema);
  if (alternatives !== undefined) return alternatives.flatMap((one, i) => blocksOf(pathOf(path, alternatives, i), one));
  if (schema.type === "array") return blocksOf(`${path}[]`, itemsOf(schema));
  if (schema.properties === undefined)
    return schema.additionalProperties ? blocksOf(`${path}.*`, schema.additionalProperties as Schema) : [];
  const inner = Object.entries(schema.properties).flatMap(([key, value]) =>
    blocksOf(below(path, key), value as Schema),
  );
  return [{ path, schema }, ...inner];
}

const below = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

/** Of several blocks of keys each has a path of its own: by the word that tells them apart, else by its number. */
function pathOf(path: string, alternatives: readonly Schema[], at: number): string {
  if (path === "" || alternatives.filter(({ properties }) => properties !== undefined).length < 2) return path;
  const told = Object.values(alternatives[at]!.properties ?? {}).map((one) => (one as Schema).const);
  return `${path}(${String(told.find((word) => typeof word === "string") ?? at + 1)})`;
}

/** Headings get their anchors so on the usual hosts of Markdown. */
const link = (path: string): string => `[${code(path)}](#${path.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "")})`;
