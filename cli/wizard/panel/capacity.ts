import { createElement, type ReactElement, useEffect, useState } from "react";
import { type Capacity, capacity } from "../../../sizing/index.ts";
import { Problem } from "../../../sizing/problem.ts";
import { wrapped } from "../../views/lines.ts";
import type { Planned } from "../contract.ts";
import { capacityRows } from "./capacity-rows.ts";
import { Part } from "./part.ts";
import type { Space } from "./space.ts";

/** Brokers more that the view looks at, one after another. */
const brokersMore = 3;

type Found =
  | { readonly state: "working" }
  | { readonly state: "found"; readonly capacity: Capacity }
  | { readonly state: "failed"; readonly problem: Problem };

function find({ workload, inventory, market, calibration }: Planned): Found {
  try {
    return { state: "found", capacity: capacity(workload, inventory, brokersMore, market, calibration) };
  } catch (error) {
    if (error instanceof Problem) return { state: "failed", problem: error };
    throw error;
  }
}

function linesOf(found: Found, space: Space): string[] {
  switch (found.state) {
    case "working":
      return ["Working out what these machines carry."];
    case "found":
      return capacityRows(found.capacity, space);
    case "failed":
      return wrapped(`${found.problem.message}: ${found.problem.remedy}`, 6, space.columns);
  }
}

/** The plan the other way round: what the machines that it is made of carry. */
export function CapacityView({ planned, space }: { readonly planned: Planned; readonly space: Space }): ReactElement {
  const [found, setFound] = useState<Found>({ state: "working" });
  useEffect(() => {
    // A large system takes a fourth of a second; the screen says so before.
    const soon = setTimeout(() => setFound(find(planned)));
    return () => clearTimeout(soon);
  }, [planned]);
  return createElement(Part, {
    lines: linesOf(found, space),
    width: space.columns,
    height: space.rows,
    unicode: space.look.unicode,
  });
}
