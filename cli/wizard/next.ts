import { Command } from "commander";
import { addPlanCommand } from "../commands/plan.ts";
import { addProveCommand } from "../commands/prove.ts";
import { addUpCommand } from "../commands/up.ts";
import type { Context } from "../context.ts";
import { type ExitCode, exitCodes } from "../exit.ts";

/** How to go on from files that were written. */
export const nextSteps = ["plan", "up", "prove", "nothing"] as const;
export type NextStep = (typeof nextSteps)[number];

export const nextLabels: Record<NextStep, string> = {
  plan: "show the whole plan",
  up: "bring it up on this machine",
  prove: "bring it up and prove it",
  nothing: "nothing now",
};

const commandsOf: Record<NextStep, readonly ("plan" | "up" | "prove")[]> = {
  plan: ["plan"],
  up: ["up"],
  prove: ["up", "prove"],
  nothing: [],
};
const adders = { plan: addPlanCommand, up: addUpCommand, prove: addProveCommand };

/** Goes on with the commands of a step, each as if it were typed, until one does not end well. */
export async function goOn(context: Context, step: NextStep, folder: string): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  for (const name of commandsOf[step]) {
    const program = new Command("plimsoll").exitOverride();
    adders[name](program, async (body) => {
      code = await body(context);
    });
    await program.parseAsync([name, folder], { from: "user" });
    if (code !== exitCodes.done) return code;
  }
  return code;
}
