import type { FaultReport } from "../proof/fault-report.ts";
import { count, milliseconds, seconds } from "./figures.ts";

/** When a fault began and what came of it, as one clause. */
export function faultText(fault: FaultReport): string {
  const { text, began, failure } = fault;
  if (began === null) return `${text}: never begun`;
  const at = `${text} at ${seconds(began)}`;
  if (failure !== null) return `${at}: ${failure}`;
  const parts = [recoveryText(fault), latencyText(fault), lossText(fault)];
  return `${at}: ${parts.filter((part) => part !== "").join(", ")}`;
}

/** How long it took until the rate was back and the backlog gone. */
export function recoveryText({ recoverySeconds }: FaultReport): string {
  if (recoverySeconds === null) return "not recovered before the next fault or the end";
  return recoverySeconds === 0 ? "the rate never gave way" : `recovered after ${seconds(recoverySeconds)}`;
}

/** What was lost, came again or out of order; what was due before the fault is told apart. */
export function lossText({ lost, lostBefore, repeated, outOfOrder }: FaultReport): string {
  const odd = [
    ...(lostBefore > 0 ? [`${count(lostBefore)} due before it lost`] : []),
    ...(repeated > 0 ? [`${count(repeated)} repeated`] : []),
    ...(outOfOrder > 0 ? [`${count(outOfOrder)} out of order`] : []),
  ];
  return [lost > 0 ? `${count(lost)} lost` : "nothing lost", ...odd].join(", ");
}

function latencyText({ latencyP99 }: FaultReport): string {
  return latencyP99 === null ? "nothing acknowledged" : `99 % in ${milliseconds(latencyP99)}`;
}
