import type { Plan } from "../../sizing/plan.ts";
import type { Paint } from "../terminal.ts";
import { width } from "./lines.ts";
import { renderNotes } from "./notes.ts";
import { renderCalibration } from "./plan/calibration.ts";
import { renderChoice } from "./plan/choice.ts";
import { renderClusters } from "./plan/clusters.ts";
import { renderCost } from "./plan/cost.ts";
import { renderGrowth } from "./plan/growth.ts";
import { renderHeadline } from "./plan/headline.ts";
import { renderOverview } from "./plan/overview.ts";
import { renderRanges } from "./plan/ranges.ts";
import { renderRefusals } from "./plan/refusals.ts";
import type { PlanView, Section } from "./plan/section.ts";
import { renderServices } from "./plan/services.ts";
import { renderWhy } from "./plan/why.ts";

/** How to show a plan; without `show` the main clusters and topics of many. */
export type PlanViewOptions = { paint: Paint; why: PlanView["why"]; show?: PlanView["show"] };

const sections: readonly Section[] = [
  renderHeadline,
  renderRefusals,
  renderOverview,
  renderCost,
  renderChoice,
  renderClusters,
  renderServices,
  renderGrowth,
  renderRanges,
  renderCalibration,
  (plan, { paint, show }) => renderNotes(plan, paint, show),
  renderWhy,
];

/** A plan as plain text of at most 80 columns: its sections with an empty line between them. */
export function renderPlan(plan: Plan, { paint, why, show = "main" }: PlanViewOptions): string {
  const parts = sections.map((section) => section(plan, { paint, columns: width, why, show }).join("\n"));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
