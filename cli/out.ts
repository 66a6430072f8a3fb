import { access, constants, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Problem } from "../sizing/problem.ts";

/**
 * Makes the folder of `--out` if need be, so that a long run does not end in a folder that cannot be written.
 * @throws Problem PLM-OUT-001
 */
export async function prepareOut(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    await access(dir, constants.W_OK);
  } catch (error) {
    throw outProblem(dir, error as NodeJS.ErrnoException);
  }
}

/**
 * Writes files into a folder, each whole or not at all.
 * @returns their absolute paths, in the order given
 * @throws Problem PLM-OUT-001
 */
export async function writeOut(dir: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const written: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = resolve(dir, name);
    const unfinished = join(dir, `.${name}.${process.pid}`);
    try {
      await writeFile(unfinished, content);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw outProblem(path, error as NodeJS.ErrnoException);
    }
    written.push(path);
  }
  return written;
}

function outProblem(path: string, { code, message }: NodeJS.ErrnoException): Problem {
  return new Problem(
    "environment",
    "PLM-OUT-001",
    `${path} cannot be written (${code ?? message})`,
    "give --out a folder that you may write, with space left",
  );
}
