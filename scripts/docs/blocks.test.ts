import { expect, it } from "vitest";
import { shellBlocks } from "./blocks.ts";

const page = `# Page

\`\`\`sh
plimsoll plan a
\`\`\`

\`\`\`text
a: planned.
...
the end
\`\`\`

<!-- exits 3 -->
\`\`\`sh
plimsoll plan b
\`\`\`

\`\`\`yaml
name: not a command
\`\`\`

<!-- not run: it takes an hour -->

\`\`\`sh
plimsoll mark
\`\`\`

<!-- varies -->
\`\`\`text
a million a second
\`\`\`
`;

it("finds the shell blocks, what the comment above says of each, and what is shown of their output", () => {
  expect(shellBlocks(page)).toEqual([
    { line: 4, script: "plimsoll plan a", treatment: { kind: "run", exitCode: 0 }, shown: ["a: planned.", "the end"] },
    { line: 15, script: "plimsoll plan b", treatment: { kind: "run", exitCode: 3 }, shown: [] },
    { line: 25, script: "plimsoll mark", treatment: { kind: "parsed", reason: "it takes an hour" }, shown: [] },
  ]);
});

it("says where a block has no end", () => {
  expect(() => shellBlocks("text\n\n```sh\nplimsoll plan")).toThrow("line 3");
});
