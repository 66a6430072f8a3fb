import type { CaseResult } from "../case-result.ts";
import { ensureNetflixPackage } from "../peers/netflix/package.ts";
import { keystoneOnEc2, telcoOnEc2 } from "../systems.ts";
import type { BenchTools } from "../tools.ts";
import { benchCatalogue, keystoneId, telcoEc2Id } from "./plan-catalogue.ts";
import { benchTelco } from "./plan-telco.ts";
import { benchWhatIfs } from "./what-ifs.ts";

/** Plans the telco on its hosts and in 10,000 other ways, and the telco and Keystone over a catalogue beside Netflix's planner. */
export async function benchPlanner(tools: BenchTools): Promise<CaseResult[]> {
  const netflix = await ensureNetflixPackage(tools);
  if (netflix.state === "absent") tools.log(`Netflix's planner is left out: ${netflix.reason}`);
  const telco = { id: telcoEc2Id, title: "plan of the telco over EC2", files: telcoOnEc2, limits: "usual" } as const;
  const keystone = {
    id: keystoneId,
    title: "plan of Keystone over EC2",
    files: keystoneOnEc2,
    limits: "usual and none",
  } as const;
  return [
    await benchTelco(tools),
    await benchCatalogue(telco, netflix, tools),
    await benchCatalogue(keystone, netflix, tools),
    await benchWhatIfs(tools),
  ];
}
