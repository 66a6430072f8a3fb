import type { Plan } from "../../../sizing/plan.ts";
import type { Paint } from "../../terminal.ts";

/** How a reader wants to see a plan. */
export interface PlanView {
  readonly paint: Paint;
  /** Columns that every line keeps to. */
  readonly columns: number;
  /** The reasons of the numbers that decide most, in short, or reasons in full. */
  readonly why: "main" | "all";
  /** Of many clusters and topics the main ones, or all. */
  readonly show: "main" | "all";
}

/** A part of what is shown of a plan: its lines, or none where the plan has nothing of it. */
export type Section = (plan: Plan, view: PlanView) => string[];
