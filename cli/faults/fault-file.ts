import { z } from "zod";
import { readYaml } from "../../components/yaml-file.ts";
import { Problem } from "../../sizing/problem.ts";
import { parseDuration } from "../../sizing/units/parse.ts";
import { parseStatement } from "./statement.ts";
import type { TimedStatement } from "./timeline.ts";

const statement = z.strictObject({
  at: z
    .union([z.string(), z.number()])
    .meta({ description: "From the start of the measured part; a number is seconds", examples: ["30 s", "2 min"] }),
  do: z.string().meta({
    description: "What is done to which node, or to the network",
    examples: ["kill broker 2", "pause zookeeper 1 for 10 s", "restart broker 2", "narrow network to 20 MB/s for 10 s"],
  }),
});

/** The file of `--faults`. */
export const faultFileSchema = z.strictObject({
  faults: z.array(statement).min(1).meta({ description: "What is done to the cluster during the load" }),
});

/**
 * Reads a plan of faults.
 * @throws Problem PLM-FAULT-006 for what does not fit the schema, those of `readYaml` and `parseStatement`
 */
export async function readFaultFile(file: string): Promise<TimedStatement[]> {
  const parsed = faultFileSchema.safeParse(await readYaml(file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new Problem(
      "input",
      "PLM-FAULT-006",
      `${file}: ${issue.path.join(".") || "the file"}: ${issue.message}`,
      "write `faults:` and below it entries such as `- { at: 30 s, do: kill broker 2 }`",
    );
  }
  return parsed.data.faults.map(({ at, do: text }, i) => {
    const where = `${file}: faults.${i}`;
    return {
      at: typeof at === "number" ? at : parseDuration(at, `${where}.at`),
      statement: parseStatement(text, where),
      where,
    };
  });
}
