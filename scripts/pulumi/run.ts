import { pulumiCommand } from "./command.ts";
import { endWithProblem } from "./end-with-problem.ts";
import { findPulumi } from "./ensure-pulumi.ts";
import { runInForeground } from "./foreground.ts";

/** `npm run pulumi -- ARGUMENTS` */
await endWithProblem(async () => {
  const args = process.argv.slice(2);
  const cli = await findPulumi(process.env);
  const command = await pulumiCommand({ cli, args });
  if (command.ownBackend !== null && !args.includes("--json"))
    console.error(`Pulumi ${cli.version} (${cli.executable}), state in ${command.ownBackend}`);
  process.exitCode = await runInForeground(command);
});
