import { join } from "node:path";
import { commandScript, runStep } from "./run-step.ts";

/** Everything that is wrong without running the product: style, types, import directions, dead code, stale schemas. */
export async function runChecks(): Promise<boolean> {
  const steps: [name: string, args: string[]][] = [
    ["biome", [commandScript("biome"), "check", "--error-on-warnings", "."]],
    ["types", [commandScript("tsc"), "--noEmit"]],
    ["types of the k6 scripts", [commandScript("tsc"), "--noEmit", "-p", join("loadgen", "k6", "scripts")]],
    [
      "import directions",
      [
        commandScript("depcruise"),
        "--no-progress",
        "sizing",
        "components",
        "stacks",
        "loadgen",
        "cli",
        "bench",
        "test",
        "scripts",
      ],
    ],
    ["dead code", [commandScript("knip"), "--no-progress"]],
    ["schemas", [join("scripts", "schemas.ts"), "--check"]],
    ["reference", [join("scripts", "reference.ts"), "--check"]],
    ["docs/accuracy.md", [join("bench", "accuracy", "main.ts"), "--check"]],
  ];
  let good = true;
  for (const [name, args] of steps) good = (await runStep(name, args)) && good;
  return good;
}
