import { Problem } from "../../sizing/problem.ts";
import type { Where } from "../cluster-access.ts";
import { parseSeconds } from "../options.ts";
import { readFaultFile } from "./fault-file.ts";
import { parseStatement } from "./statement.ts";
import { type Harm, type TimedStatement, timeline } from "./timeline.ts";

/** What a command line says of faults. */
export type FaultOptions = {
  readonly at?: readonly string[];
  readonly do?: readonly string[];
  readonly faults?: string;
  readonly leaveFaults?: boolean;
  readonly repeat?: number;
};

/**
 * The faults that a command line asks for; none if it asks for none.
 * @throws Problem PLM-FAULT-009 for a cluster that is not to be harmed, -010 for `--at` without `--do`, -012 for repeats of
 * what the first leaves harmed, those of
 * `timeline`, `parseStatement` and `readFaultFile`
 */
export async function plannedFaults(options: FaultOptions & Where, runSeconds: number): Promise<Harm[]> {
  const written = options.faults === undefined ? pairs(options) : await readFaultFile(options.faults);
  if (written.length > 0) {
    refuseForeign(options);
    refuseRepeats(options);
  }
  return timeline(written, runSeconds);
}

function pairs({ at = [], do: statements = [] }: FaultOptions): TimedStatement[] {
  if (at.length !== statements.length)
    throw new Problem(
      "input",
      "PLM-FAULT-010",
      `--at is given ${at.length} x, --do ${statements.length} x`,
      "write them in pairs, such as `--at 30s --do 'kill broker 2'`",
    );
  return at.map((time, i) => {
    const text = statements[i]!;
    const where = `--at ${time} --do '${text}'`;
    return { at: parseSeconds(time, "--at", 0), statement: parseStatement(text, where), where };
  });
}

/** Only what `plimsoll up` has started on this machine may be harmed. */
function refuseForeign({ against, clientConfig, stack }: Where): void {
  const named = against ? "--against" : clientConfig ? "--client-config" : stack ? "--stack" : null;
  if (named === null) return;
  throw new Problem(
    "input",
    "PLM-FAULT-009",
    `faults are done only to a cluster that \`plimsoll up\` has brought up here, not to one that is named with ${named}`,
    `leave ${named} out, or leave the faults out`,
  );
}

function refuseRepeats({ leaveFaults, repeat = 1 }: FaultOptions): void {
  if (!leaveFaults || repeat === 1) return;
  throw new Problem(
    "input",
    "PLM-FAULT-012",
    `--leave-faults leaves the cluster harmed after the first of ${repeat} runs, so that the others would not be the same`,
    "leave --leave-faults out, or --repeat",
  );
}
