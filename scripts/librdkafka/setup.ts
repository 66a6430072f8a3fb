import { interruptible } from "../../cli/interrupt.ts";
import { createProgress } from "../../cli/progress.ts";
import { processTerminal } from "../../cli/terminal.ts";
import { endWithProblem } from "../pulumi/end-with-problem.ts";
import { ensureClient } from "./ensure-client.ts";

/** `npm run setup:librdkafka` */
const progress = createProgress(processTerminal());
await endWithProblem(async () => {
  try {
    const { version, requireFrom } = await interruptible(
      (signal) => ensureClient({ env: process.env, ...progress, signal }),
      () => progress.log("stopping: what was built so far is removed"),
    );
    progress.log(`librdkafka in Confluent's JavaScript client ${version}: ${requireFrom}`);
  } finally {
    progress.close();
  }
});
