import { basename, dirname } from "node:path";
import { type Command, Option } from "commander";
import type { Perform } from "../context.ts";
import type { ReportOptions } from "../report-subject.ts";

const examples = `
Examples:
  plimsoll report stacks/claro
  plimsoll report stacks/claro --proof results/proof.json --out proof.html
  plimsoll report stacks/cern-prod --compare stacks/cern-qa
  plimsoll report stacks/keystone --format markdown --out keystone.md
  plimsoll report stacks/claro --json`;

const about = `
One file that needs nothing else: no network and no script; it follows a light
or dark screen, and prints. Markdown and JSON say the same. With --proof it
exits as the run did: 1 for a fail, 4 for an invalid one; written it is all the
same.
`;

const endings = { html: "html", markdown: "md", json: "json" } as const;
type Format = keyof typeof endings;

type Options = ReportOptions & { out?: string; format: Format; json?: boolean };

/** `plimsoll report DIR`: a plan, a proof or a comparison as a page to show. */
export function addReportCommand(program: Command, perform: Perform): void {
  program
    .command("report")
    .description("Make a page of a plan, of a proof, or of two of them beside each other.")
    .argument("[dir]", "folder with workload.yaml and inventory.yaml")
    .option("--proof <file>", "proof.json of a run against this plan, or repeats.json of several, to show before it")
    .option("--compare <other>", "folder or plan as JSON to set beside it; with --proof another proof.json")
    .option("--out <file>", "file to write (default: ./report.html, by the format)")
    .addOption(new Option("--format <format>", "what to write").choices(Object.keys(endings)).default("html"))
    .option("--workload <file>", "workload to use instead of the folder's")
    .option("--inventory <file>", "inventory to use instead of the folder's")
    .option("--calibration <file>", "measured costs to use instead of the folder's")
    .option("--json", "print the report as JSON (plimsoll/report@1); a file is written with --out alone")
    .addHelpText("after", about + examples)
    .action((dir: string | undefined, options: Options) =>
      perform(async ({ terminal }) => {
        const { readReport } = await import("../report-subject.ts");
        const { json, reportText } = await import("../report-files.ts");
        const { prepareOut, writeOut } = await import("../out.ts");
        const { report, code } = await readReport(dir, options);
        if (options.json) terminal.out.write(json(report));
        if (options.json && options.out === undefined) return code;
        const file = options.out ?? `report.${endings[options.format]}`;
        await prepareOut(dirname(file));
        const written = await writeOut(dirname(file), { [basename(file)]: await reportText(report, options.format) });
        (options.json ? terminal.err : terminal.out).write(`wrote ${written.join()}\n`);
        return code;
      }),
    );
}
