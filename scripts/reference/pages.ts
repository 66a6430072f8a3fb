import { z } from "zod";
import { inventorySchema, planSchema, workloadSchema } from "../../sizing/index.ts";
import { commandsPage } from "./commands-page.ts";
import { errorsPage } from "./errors-page.ts";
import { raisedIn } from "./raised.ts";
import { rulesPage } from "./rules-page.ts";
import { type PageHead, schemaPage } from "./schema-page.ts";

const quantities = `Quantities are written as people write them: \`660 MB/s\`, \`485000 msg/s\`, \`22 TB\`, \`10 Gb/s\`, \`24 h\`, \`512 GiB\`. MB is
10^6 bytes, MiB is 2^20; b is bits, B is bytes.`;
const workload: PageHead = {
  title: "The workload",
  about: `What must flow: \`workload.yaml\`, or the file of \`--workload\`. ${quantities} Any of them may be a range,
\`300 MB/s..660 MB/s..900 MB/s\`: lowest, likely, highest. An unknown key is an error. For editors:
[workload.schema.json](../schema/workload.schema.json). The keys of \`rules\` are the [rules of the planner](rules.md).`,
  direction: "written",
  elsewhere: ["rules"],
};
const inventory: PageHead = {
  title: "The inventory",
  about: `What there is to run it on: \`inventory.yaml\`, or the file of \`--inventory\`. It has either hosts (the first table)
or a catalogue to choose from (the second). ${quantities} For editors:
[inventory.schema.json](../schema/inventory.schema.json).`,
  direction: "written",
};
const plan: PageHead = {
  title: "The plan as JSON",
  about: `What \`plimsoll plan --json\` prints, \`plimsoll/plan@1\`. Amounts are in bytes, seconds and messages unless their name
says otherwise; utilisation is a fraction of the physical capacity. Its JSON Schema:
[plan.schema.json](../schema/plan.schema.json).`,
  direction: "printed",
};

/** The pages of docs/reference by the names of their files, made from the source under `root`. */
export async function pages(root: string): Promise<Record<string, string>> {
  return {
    "workload.md": schemaPage(workload, z.toJSONSchema(workloadSchema, { io: "input" })),
    "inventory.md": schemaPage(inventory, z.toJSONSchema(inventorySchema, { io: "input" })),
    "plan.md": schemaPage(plan, z.toJSONSchema(planSchema)),
    "rules.md": rulesPage(),
    "commands.md": await commandsPage(),
    "errors.md": errorsPage(raisedIn(root)),
  };
}
