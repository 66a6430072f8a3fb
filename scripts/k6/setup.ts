import { interruptible } from "../../cli/interrupt.ts";
import { createProgress } from "../../cli/progress.ts";
import { processTerminal } from "../../cli/terminal.ts";
import { endWithProblem } from "../pulumi/end-with-problem.ts";
import { ensureK6 } from "./ensure-k6.ts";

/** `npm run setup:k6` */
const progress = createProgress(processTerminal());
await endWithProblem(async () => {
  try {
    const k6 = await interruptible(
      (signal) => ensureK6({ env: process.env, ...progress, signal }),
      () => progress.log("stopping: what was built so far is removed"),
    );
    if (k6.state === "absent") throw k6.problem;
  } finally {
    progress.close();
  }
});
