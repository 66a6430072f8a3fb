// `npm run pack`: the package as it would be published, in the folder from which it is called; fails beyond its budget.
import { dirname } from "node:path";
import { makePackage, overBudget } from "./package-file.ts";

const made = await makePackage(dirname(dirname(import.meta.dirname)), process.env.INIT_CWD ?? process.cwd());
console.log(`${made.path}: ${made.files.length} files, ${made.packed} bytes packed, ${made.unpacked} unpacked`);
for (const line of overBudget(made)) {
  console.error(`too large: ${line}`);
  process.exitCode = 1;
}
