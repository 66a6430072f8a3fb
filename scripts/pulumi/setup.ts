import { interruptible } from "../../cli/interrupt.ts";
import { createProgress } from "../../cli/progress.ts";
import { processTerminal } from "../../cli/terminal.ts";
import { endWithProblem } from "./end-with-problem.ts";
import { ensurePulumi } from "./ensure-pulumi.ts";

/** `npm run setup:pulumi` */
const progress = createProgress(processTerminal());
await endWithProblem(async () => {
  try {
    const pulumi = await interruptible(
      (signal) => ensurePulumi({ env: process.env, ...progress, signal }),
      () => progress.log("stopping: what was built so far is removed"),
    );
    if (pulumi.state === "absent") throw pulumi.problem;
  } finally {
    progress.close();
  }
});
