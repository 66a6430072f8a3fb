import { createElement, type ReactElement, useEffect, useState } from "react";
import type { Capacity } from "../../../sizing/index.ts";
import type { Problem } from "../../../sizing/problem.ts";
import { timeLeft } from "../../../sizing/units/time-left.ts";
import { wrapped } from "../../views/lines.ts";
import type { PlanInput, Planned } from "../contract.ts";
import { problemOf } from "../thread/task.ts";
import { openThread } from "../thread/thread.ts";
import { capacityRows } from "./capacity-rows.ts";
import { Part } from "./part.ts";
import type { Space } from "./space.ts";

/** Brokers more that the view looks at, one after another. */
const brokersMore = 3;

type Found =
  | { readonly state: "working"; readonly left: string }
  | { readonly state: "found"; readonly capacity: Capacity }
  | { readonly state: "failed"; readonly problem: Problem }
  | { readonly state: "broken"; readonly error: unknown };

/** Searches in a thread of its own, which ends with the answer or when nobody wants it any more. */
function useCapacity(of: PlanInput): Found {
  const [found, setFound] = useState<Found>({ state: "working", left: "" });
  useEffect(() => {
    const thread = openThread();
    const began = performance.now();
    setFound({ state: "working", left: "" });
    thread
      .ask({ kind: "capacity", of, brokersMore }, ({ done, of: all }) =>
        setFound({ state: "working", left: `, ${timeLeft(done, all, (performance.now() - began) / 1000)}` }),
      )
      .then(
        (answer) =>
          setFound(
            answer.kind === "problem"
              ? { state: "failed", problem: problemOf(answer) }
              : { state: "found", capacity: answer.capacity },
          ),
        (error: unknown) => setFound({ state: "broken", error }),
      )
      .finally(thread.close);
    return thread.close;
  }, [of]);
  return found;
}

function linesOf(found: Found, space: Space): string[] {
  switch (found.state) {
    case "working":
      return [`Working out what these machines carry${found.left}.`];
    case "found":
      return capacityRows(found.capacity, space);
    case "failed":
      return wrapped(`${found.problem.message}: ${found.problem.remedy}`, 6, space.columns);
    case "broken":
      throw found.error;
  }
}

/** The plan the other way round: what the machines that it is made of carry. */
export function CapacityView({ planned, space }: { readonly planned: Planned; readonly space: Space }): ReactElement {
  const found = useCapacity(planned.input);
  return createElement(Part, {
    lines: linesOf(found, space),
    width: space.columns,
    height: space.rows,
    unicode: space.look.unicode,
  });
}
