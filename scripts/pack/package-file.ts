import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** What `npm pack` has made. Sizes in bytes. */
export interface PackageFile {
  readonly path: string;
  readonly packed: number;
  readonly unpacked: number;
  /** Files in it, as paths from its root. */
  readonly files: readonly string[];
}

/** Sizes in bytes that the package stays below, itself without its dependencies. */
const budget = { packed: 1_000_000, unpacked: 4_500_000 };

/** Compiles and packs the project in `root` into a file in `directory`, as `npm publish` would. */
export async function makePackage(root: string, directory: string): Promise<PackageFile> {
  const args = ["pack", "--json", "--silent", "--pack-destination", directory];
  try {
    const { stdout } = await promisify(execFile)("npm", args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
    return read(stdout, directory);
  } catch (error) {
    // The compiler tells of mistakes on standard output.
    const { stdout = "", stderr = String(error) } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm pack failed:\n${stdout}${stderr}`);
  }
}

function read(stdout: string, directory: string): PackageFile {
  // What a script of the package prints comes before it.
  const json = stdout.slice(stdout.search(/^\[/m));
  const [made] = JSON.parse(json) as {
    filename: string;
    size: number;
    unpackedSize: number;
    files: { path: string }[];
  }[];
  if (made === undefined) throw new Error("npm pack made nothing");
  return {
    path: join(directory, made.filename),
    packed: made.size,
    unpacked: made.unpackedSize,
    files: made.files.map(({ path }) => path),
  };
}

/** How far the package is above its budget, in words; nothing where it is within. */
export function overBudget(made: Pick<PackageFile, "packed" | "unpacked">): string[] {
  return (["packed", "unpacked"] as const)
    .filter((size) => made[size] > budget[size])
    .map((size) => `${size} ${made[size]} bytes, and no more than ${budget[size]} are allowed`);
}
