import { systemFiles } from "../../components/system.ts";
import { readYaml } from "../../components/yaml-file.ts";
import { parseInventory, parseWorkload, plan } from "../../sizing/index.ts";
import type { Figures } from "../figures.ts";
import { median } from "../statistics.ts";
import { telcoSystem } from "../telco-system.ts";

const warmUpCalls = 300;
const measuredCalls = 1000;

const files = systemFiles(telcoSystem, {});
const workload = parseWorkload(await readYaml(files.workload), files.workload);
const inventory = parseInventory(await readYaml(files.inventory), files.inventory);

function call(): number {
  const began = performance.now();
  const { verdict } = plan(workload, inventory);
  const milliseconds = performance.now() - began;
  if (verdict !== "planned") throw new Error(`the telco's workload is ${verdict}`);
  return milliseconds;
}

const firstCallMs = call();
for (let i = 0; i < warmUpCalls; i++) call();
const figures: Figures = { firstCallMs, callMs: median(Array.from({ length: measuredCalls }, call)) };
console.log(JSON.stringify(figures));
