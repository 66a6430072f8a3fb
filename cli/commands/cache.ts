import { Argument, type Command } from "commander";
import type { CacheEntry } from "../cache/entry.ts";
import type { PrintedCache } from "../cache/printed.ts";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";

const examples = `
What is cleared is fetched or built again when it is next needed. Without
names everything is. Nothing is removed while a cluster runs from it.

Examples:
  plimsoll cache
  plimsoll cache --json
  plimsoll cache clear kafka-3.9.2 k6 --yes
  plimsoll cache clear --yes`;

type Options = { yes?: boolean; json?: boolean };

/** `plimsoll cache`: what was fetched or built, and how to be rid of it. */
export function addCacheCommand(program: Command, perform: Perform): void {
  program
    .command("cache")
    .description("Show what was fetched and built on this machine, or clear it.")
    .addArgument(new Argument("[action]", "what to do").choices(["show", "clear"]).default("show"))
    .argument("[names...]", "what to clear: names as shown, or their beginnings")
    .option("--yes", "clear without asking")
    .option("--json", "print the entries, or those that were cleared, as JSON (plimsoll/cache@1)")
    .addHelpText("after", examples)
    .action((action: "show" | "clear", names: string[], options: Options) =>
      perform(async ({ terminal }) => {
        const { cacheDirectory } = await import("../../components/runtime/cache.ts");
        const { entriesOf } = await import("../cache/entry.ts");
        const { chosen, clear } = await import("../cache/clear.ts");
        const { json } = await import("../report-files.ts");
        const { confirmed } = await import("../confirm.ts");
        const { renderCache } = await import("../views/cache.ts");
        const directory = cacheDirectory();
        const printed = (what: { entries: CacheEntry[] } | { cleared: CacheEntry[] }): string =>
          json({ schema: "plimsoll/cache@1", directory, ...what } satisfies PrintedCache);
        const entries = chosen(await entriesOf(directory), names);
        const text = renderCache(directory, entries, Date.now());
        if (action === "show") {
          terminal.out.write(options.json ? printed({ entries }) : text);
          return exitCodes.done;
        }
        if (entries.length > 0 && !options.yes && !(await confirmed(terminal.err, `${text}Remove it?`))) {
          terminal.err.write("nothing was removed\n");
          return exitCodes.done;
        }
        await clear(directory, entries);
        terminal.out.write(options.json ? printed({ cleared: entries }) : `cleared ${text}`);
        return exitCodes.done;
      }),
    );
}
