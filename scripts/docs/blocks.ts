/** What becomes of a block of shell commands when the documents are tried out. */
export type Treatment =
  | { readonly kind: "run"; readonly exitCode: number }
  /** Its command lines are parsed and nothing is run. */
  | { readonly kind: "parsed"; readonly reason: string };

/** A fenced `sh` block of a document. */
export interface Block {
  /** Line of its first command in the file, from 1. */
  readonly line: number;
  readonly script: string;
  readonly treatment: Treatment;
  /** Lines of its output that the document shows in the `text` block after it, where they are the same in every run. */
  readonly shown: readonly string[];
}

interface Fence {
  readonly language: string;
  /** Line of its first line in the file, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
  /** The last line above it that is not empty. */
  readonly above: string;
}

const directive = /^<!-- (?:exits (?<code>\d+)|not run: (?<reason>.+)) -->$/;

/**
 * The `sh` blocks of a Markdown text, in their order. A comment on the line above a block, which no reader sees, says
 * what is special: `<!-- exits 3 -->` or `<!-- not run: it takes an hour -->`; of a `text` block `<!-- varies -->`.
 */
export function shellBlocks(markdown: string): Block[] {
  return fences(markdown).flatMap((fence, at, all) =>
    fence.language === "sh"
      ? {
          line: fence.line,
          script: fence.lines.join("\n"),
          treatment: treatmentOf(fence.above),
          shown: shownIn(all[at + 1]),
        }
      : [],
  );
}

/** Every fenced block of a Markdown text. */
export function fences(markdown: string): Fence[] {
  const lines = markdown.split("\n");
  const found: Fence[] = [];
  let above = "";
  for (let at = 0; at < lines.length; at++) {
    const open = /^```(\w*)/.exec(lines[at]!);
    if (open !== null) {
      const end = lines.indexOf("```", at + 1);
      if (end < 0) throw new Error(`the block that begins on line ${at + 1} has no end`);
      found.push({ language: open[1]!, line: at + 2, lines: lines.slice(at + 1, end), above });
      at = end;
    }
    if (lines[at] !== "") above = lines[at]!;
  }
  return found;
}

function treatmentOf(above: string): Treatment {
  const { code = "0", reason } = directive.exec(above)?.groups ?? {};
  return reason === undefined ? { kind: "run", exitCode: Number(code) } : { kind: "parsed", reason };
}

function shownIn(next: Fence | undefined): string[] {
  if (next?.language !== "text" || next.above === "<!-- varies -->") return [];
  return next.lines.filter((line) => line !== "" && line !== "...");
}
