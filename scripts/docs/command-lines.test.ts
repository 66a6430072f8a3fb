import { expect, it, test } from "vitest";
import { npmScripts, plimsollCommands } from "./command-lines.ts";

test.each<[string, string[][]]>([
  ["npx plimsoll plan stacks/claro   # the plan", [["plan", "stacks/claro"]]],
  ["plimsoll prove a --at 5s --do 'kill broker 2'", [["prove", "a", "--at", "5s", "--do", "kill broker 2"]]],
  ["plimsoll find-max a --keep 'p99<100ms'", [["find-max", "a", "--keep", "p99<100ms"]]],
  [
    "plimsoll plan a --json | jq .totals > b && plimsoll up a",
    [
      ["plan", "a", "--json"],
      ["up", "a"],
    ],
  ],
  ["TOKEN=x plimsoll agent \\\n  --once &", [["agent", "--once"]]],
  ["for h in a b; do plimsoll status $h; done", [["status", "$h"]]],
  ["cat > w.yaml <<'YAML'\nname: plimsoll plan\nYAML\nplimsoll plan .", [["plan", "."]]],
  ["npm install plimsoll", []],
  ["# plimsoll plan", []],
])("%s", (script, expected) => expect(plimsollCommands(script)).toEqual(expected));

it("finds the scripts that npm is asked for", () => {
  const script = "npm start\nnpm run setup:pulumi   # once\nnpm run pulumi -- up --stack local\nnpm install plimsoll";
  expect(npmScripts(script)).toEqual(["start", "setup:pulumi", "pulumi"]);
});
