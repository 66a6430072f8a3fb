import { percent } from "../../../loadgen/report/figures.ts";
import { resourceTitles } from "../../../loadgen/report/verdict.ts";
import { type LoadState, type PlannedCluster, type ResourceName, resourceNames } from "../../../sizing/plan.ts";
import type { Paint } from "../../terminal.ts";
import { table } from "../table.ts";

const barLength = 16;

function bar(fraction: number): string {
  const filled = Math.min(barLength, Math.max(fraction > 0 ? 1 : 0, Math.round(fraction * barLength)));
  return `${"█".repeat(filled)}${"·".repeat(barLength - filled)}`;
}

/** How full each resource of a broker is, normally and after the loss, with the bottleneck marked. */
export function utilisationTable({ utilisation, bottleneck }: PlannedCluster, paint: Paint): string[] {
  const cells = (resource: ResourceName, state: LoadState): string[] => {
    const fraction = utilisation[state][resource];
    return fraction === null ? ["-", ""] : [percent(fraction), bar(fraction)];
  };
  const rows = resourceNames.map((resource) => [
    resourceTitles[resource],
    ...cells(resource, "normal"),
    ...cells(resource, "degraded"),
    resource === bottleneck.resource ? "< bottleneck" : "",
  ]);
  const head = ["utilisation", "", "normal", "", "after the loss", ""];
  const lines = table([head, ...rows], ["left", "right", "left", "right", "left", "left"]);
  const unchecked = resourceNames.some((resource) => utilisation.normal[resource] === null);
  return [
    ...lines.map((line) => line.replace(/< bottleneck$/, paint("yellow", "< bottleneck"))),
    ...(unchecked ? [paint("dim", "  - means not checked: the inventory does not tell the capacity.")] : []),
  ];
}
