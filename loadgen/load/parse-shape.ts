import { readFile } from "node:fs/promises";
import { Problem } from "../../sizing/problem.ts";
import { didYouMean } from "../../sizing/suggest.ts";
import { readRecorded } from "./recorded.ts";
import type { Shape } from "./shape.ts";

const kinds = ["steady", "ramp", "step", "spike", "day"] as const;
const usualSteps = 5;
const usualTimes = 100;

/**
 * The shape that `--profile` names: `steady`, `ramp`, `step`, `step:8`, `spike`, `spike:x100`, `day`, or a file with
 * recorded rates, each with `,peak=1.5` or so behind it to go above the plan.
 * @throws Problem PLM-LOAD-032, and PLM-LOAD-031 for what a file holds
 */
export async function parseShape(text: string): Promise<Shape> {
  const [, body = "", peakText] = /^(.*?)(?:[,:]peak=(.*))?$/s.exec(text.trim())!;
  const peak = peakText === undefined ? 1 : Number(peakText);
  if (!(peak > 0 && peak <= 100)) throw bad(text, `\`peak=${peakText}\` is no part of the plan from 0 to 100`);
  const named = { text: text.trim(), peak };
  const [name = "", option] = body.split(":");
  const kind = kinds.find((known) => known === name);
  switch (kind) {
    case "steady":
    case "ramp":
    case "day":
      if (option !== undefined) throw bad(text, `\`${name}\` takes no \`${option}\``);
      return { ...named, kind };
    case "step":
      return { ...named, kind, steps: numberIn(text, option, /^(\d+)$/, usualSteps, [2, 1000]) };
    case "spike":
      return { ...named, kind, times: numberIn(text, option, /^x(\d+(?:\.\d+)?)$/, usualTimes, [1, 1e6]) };
    case undefined:
      return { ...named, kind: "replay", recorded: readRecorded(await contentOf(body, name), body) };
  }
}

function numberIn(
  text: string,
  option: string | undefined,
  form: RegExp,
  usual: number,
  range: [number, number],
): number {
  if (option === undefined) return usual;
  const value = Number(form.exec(option)?.[1]);
  if (value >= range[0] && value <= range[1]) return value;
  throw bad(text, `\`${option}\` is not understood`);
}

async function contentOf(file: string, name: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "is no shape of a load, and no such file is there" : `cannot be read (${code})`;
    throw bad(file, `\`${file}\` ${why}`, didYouMean(name, kinds));
  }
}

function bad(text: string, why: string, guess = ""): Problem {
  const usual = "write `steady`, `ramp`, `step:5`, `spike:x100`, `day` or a file of recorded rates";
  return new Problem("input", "PLM-LOAD-032", `--profile \`${text}\`: ${why}`, guess || usual);
}
