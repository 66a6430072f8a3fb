import type { Context } from "./context.ts";
import { runCommandLine } from "./program.ts";
import { processTerminal } from "./terminal.ts";

const context: Context = {
  terminal: processTerminal(),
  components: () => import("../components/index.ts"),
  loadgen: () => import("../loadgen/index.ts"),
};

// Warnings of Node about the program itself are for those who work on it.
if (process.env.PLIMSOLL_DEBUG !== "1") process.removeAllListeners("warning");

// A reader such as `head` that has seen enough is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 5));

process.exitCode = await runCommandLine(process.argv.slice(2), context);
