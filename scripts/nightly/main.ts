// `npm run nightly`: what takes hours. Each part runs whatever became of the others; the last line counts them.
import { join } from "node:path";
import { runStep } from "../run-step.ts";
import { setUp } from "../set-up.ts";

const nightly = join("scripts", "nightly");
const parts: [name: string, args: string[]][] = [
  ["chaos", [join(nightly, "chaos.ts")]],
  ["soak", [join(nightly, "soak.ts")]],
  ["find-max", [join(nightly, "find-max.ts")]],
  ["bench", [join("bench", "main.ts")]],
  ["accuracy", [join("bench", "accuracy", "main.ts")]],
];

await setUp();
let passed = 0;
for (const [name, args] of parts) if (await runStep(name, args)) passed++;
console.log(`${passed} passed, ${parts.length - passed} failed, 0 skipped`);
process.exitCode = passed === parts.length ? 0 : 1;
