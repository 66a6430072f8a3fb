import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const files = (await readdir(import.meta.dirname, { recursive: true })).filter((file) =>
  /\/(workload|inventory)(\.[\w-]+)?\.yaml$/.test(file),
);
const header = /^# yaml-language-server: \$schema=(\S+)\n/;

/** The published schema, as an editor reads it, and what it says of a file that names it. */
async function judged(file: string) {
  const path = join(import.meta.dirname, file);
  const text = await readFile(path, "utf8");
  const named = header.exec(text)?.[1];
  if (named === undefined) return { schema: null, mistakes: [] };
  const schema = z.fromJSONSchema(JSON.parse(await readFile(join(dirname(path), named), "utf8")));
  return { schema: basename(named), mistakes: schema.safeParse(parse(text)).error?.issues ?? [] };
}

test.each(files)("%s names its schema for editors, and is as that says", async (file) => {
  const kind = basename(file).split(".")[0];
  expect(await judged(file)).toEqual({ schema: `${kind}.schema.json`, mistakes: [] });
});

test("the schema for editors finds a key that is none", async () => {
  const path = join(import.meta.dirname, "../docs/schema/workload.schema.json");
  const schema = z.fromJSONSchema(JSON.parse(await readFile(path, "utf8")));
  const workload = parse(await readFile(join(import.meta.dirname, "claro/workload.yaml"), "utf8"));
  expect(schema.safeParse({ ...workload, topix: [] }).success).toBe(false);
});
