import { readYaml } from "../../components/yaml-file.ts";
import { parseWorkload, plan } from "../../sizing/index.ts";
import type { PlanReport } from "../peers/peer.ts";
import { planningInput } from "../planning-input.ts";
import { ownPeakBytes } from "../process-memory.ts";
import { telcoOnHosts } from "../systems.ts";
import { whatIfs } from "../what-ifs.ts";

const raw = (await readYaml(telcoOnHosts.workload)) as Record<string, unknown>;
const { inventory } = await planningInput(telcoOnHosts);
const verdicts = { planned: 0, refused: 0 };
const began = performance.now();
for (const workload of whatIfs(raw)) verdicts[plan(parseWorkload(workload, "what-if"), inventory).verdict]++;
const whatIfsSeconds = (performance.now() - began) / 1000;
const report: PlanReport = {
  figures: { whatIfsSeconds, peakBytes: ownPeakBytes() },
  answer: `${verdicts.planned} planned, ${verdicts.refused} refused`,
};
console.log(JSON.stringify(report));
