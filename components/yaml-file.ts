import { readFile, stat } from "node:fs/promises";
import { LineCounter, parseDocument } from "yaml";
import { Problem } from "../sizing/index.ts";
import { withLines } from "./yaml-lines.ts";

const largestFile = 4 * 1024 * 1024;

/**
 * Reads a YAML file of one document into a plain value.
 * @throws Problem PLM-FILE-002 (missing), -003 (not readable), -004 (too large), PLM-YAML-001 (not YAML)
 */
export async function readYaml(file: string): Promise<unknown> {
  return (await readDocument(file)).value;
}

/**
 * Reads a YAML file and what it says; each mistake in it is told with its line.
 * @param parse throws a Problem whose details begin with the key of each mistake
 * @throws what readYaml and `parse` throw
 */
export async function readParsed<Parsed>(file: string, parse: (raw: unknown) => Parsed): Promise<Parsed> {
  const { value, document, lineCounter } = await readDocument(file);
  try {
    return parse(value);
  } catch (error) {
    throw error instanceof Problem ? withLines(error, document, lineCounter) : error;
  }
}

async function readDocument(file: string) {
  const text = await readText(file);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const error = document.errors[0];
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    const details = text.split("\n")[line - 1] ?? "";
    throw new Problem("input", "PLM-YAML-001", `${file}:${line}:${col}: ${error.message}`, "correct the YAML there", [
      details.slice(0, 200),
      `${" ".repeat(Math.min(col - 1, 200))}^`,
    ]);
  }
  try {
    return { value: document.toJS() as unknown, document, lineCounter };
  } catch (error) {
    throw new Problem("input", "PLM-YAML-001", `${file}: ${(error as Error).message}`, "write it without aliases");
  }
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size <= largestFile) return await readFile(file, "utf8");
  } catch (error) {
    throw fileProblem(file, error as NodeJS.ErrnoException);
  }
  throw new Problem("input", "PLM-FILE-004", `${file} is larger than 4 MiB`, "name a workload or an inventory");
}

function fileProblem(file: string, { code, message }: NodeJS.ErrnoException): Problem {
  if (code === "ENOENT" || code === "ENOTDIR") {
    const remedy =
      "name a folder that holds workload.yaml and inventory.yaml, or the files with --workload and --inventory";
    return new Problem("input", "PLM-FILE-002", `${file} does not exist`, remedy);
  }
  const reason = code === "EISDIR" ? "is a folder" : `cannot be read (${code ?? message})`;
  return new Problem("input", "PLM-FILE-003", `${file} ${reason}`, "name a file that you may read");
}
