import { type Calibrated, type Calibration, calibrated } from "../../sizing/calibration/calibration.ts";
import { rules } from "../../sizing/rules/limits.ts";
import { brokerCount, count, percent } from "../report/figures.ts";
import type { CalibrationRun } from "./calibrate.ts";
import type { FittedCost } from "./fit.ts";

/** What a calibration is called, and where its points are kept. */
type Origin = Pick<Calibration, "name" | "source">;

/** Beyond it who shares a machine's CPU is in each other's way. */
const CROWDED = 0.9;

/** The costs of a run as the file that the planner reads; how good the fit is stands in its comments. */
export function renderCalibration(run: CalibrationRun, { name, source }: Origin): string {
  const { fit, points, idleCores, cluster, leftOut } = run;
  const { quality } = fit;
  const { worst } = quality;
  const sizes = range(points.map(({ point }) => point.messageBytes));
  const rates = range(points.map(({ messagesPerSecond }) => Math.round(messagesPerSecond)));
  const busiest = Math.max(0, ...points.map(({ machineCpu }) => machineCpu ?? 0));
  const comments = [
    `${brokerCount(cluster.brokers)}, ${quality.observations} loads of ${run.measuredSeconds} s, less ${idleCores.toFixed(3)} cores that idle brokers take.`,
    `Messages of ${sizes} B at ${rates} msg/s.`,
    `Quality of the fit: half of the loads are explained to ${percent(quality.medianError)} or better.`,
    `Worst: ${worst.name}: measured ${worst.measured.toFixed(2)} CPU-s, ${worst.fitted.toFixed(2)} by these costs.`,
    ...(busiest > CROWDED
      ? [`The machine was up to ${percent(busiest)} busy, which makes costs look higher: measure on one with room.`]
      : []),
    ...leftOut.map((point) => `Left out: ${point.name}: ${point.why}.`),
    ...(fit.untold.length === 0
      ? []
      : [`Could not be told apart from the others, so that the default stays: ${fit.untold.join(", ")}.`]),
    `Not measured, so that the default stays: ${unmeasured(run).join(", ")}.`,
  ];
  return [
    ...comments.map((line) => `# ${line}`),
    `name: ${JSON.stringify(name)}`,
    `measured: ${run.startedAt.slice(0, 10)}`,
    `source: ${JSON.stringify(source)}`,
    "costs:",
    ...fit.costs.map(costLine),
    "",
  ].join("\n");
}

function costLine({ cost, value, low, high }: FittedCost): string {
  const { unit, value: usual } = rules[cost];
  return `  ${cost}: ${figure(value)} # ${unit}; ${figure(low)} to ${figure(high)} without one load; default ${usual}`;
}

function unmeasured({ fit }: CalibrationRun): Calibrated[] {
  const measured = new Set([...fit.costs.map(({ cost }) => cost), ...fit.untold]);
  return calibrated.filter((cost) => !measured.has(cost));
}

function range(values: readonly number[]): string {
  return `${count(Math.min(...values))} to ${count(Math.max(...values))}`;
}

const figure = (value: number) => String(Number(value.toPrecision(3)));
