import { useIsScreenReaderEnabled } from "ink";
import { createElement, type ReactElement } from "react";
import { wrapped } from "../../views/lines.ts";
import type { Overlay, PanelProps } from "../contract.ts";
import { CapacityView } from "./capacity.ts";
import { compareRows } from "./compare-rows.ts";
import { Explain } from "./explain.ts";
import { panelRows } from "./layout.ts";
import { panelLines } from "./lines.ts";
import { Part } from "./part.ts";
import type { Space } from "./space.ts";

/** The plan beside the questions; to a screen reader it is text. */
function PlanPanel({ view, width, height, look }: PanelProps): ReactElement {
  const readOut = useIsScreenReaderEnabled();
  const lines = readOut ? panelLines(view, width) : panelRows(view, { columns: width, rows: height, look });
  return createElement(Part, { lines, width, height: readOut ? lines.length : height, unicode: look.unicode });
}

const nothingYet: Record<Exclude<Overlay, "none">, string> = {
  explain: "There is no plan yet, so there is no number to explain.",
  compare: "Nothing to compare yet: Ctrl-K keeps the plan as it is now, and once more sets it beside what you change.",
  capacity: "There is no plan yet, so nothing to turn round.",
};

/** The plan, or what was opened over it: a reason, a comparison, or what the machines carry. */
export function Panel(props: PanelProps): ReactElement {
  const { overlay, planned, kept, width, height, look } = props;
  if (overlay === "none") return createElement(PlanPanel, props);
  const space: Space = { columns: width, rows: height, look };
  const part = (lines: readonly string[]) => createElement(Part, { lines, width, height, unicode: look.unicode });
  if (planned !== null && overlay === "explain") return createElement(Explain, { plan: planned.plan, space });
  if (planned !== null && overlay === "capacity") return createElement(CapacityView, { planned, space });
  if (planned !== null && kept !== null && overlay === "compare") return part(compareRows(kept, planned, space));
  return part(wrapped(nothingYet[overlay], 4, width));
}
