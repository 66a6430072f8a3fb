import type { PlannedCalibration } from "../planned/calibration.ts";
import { rules as defaults } from "../rules/limits.ts";
import type { Rules } from "../rules/overrides.ts";
import { type Calibration, calibrated } from "./calibration.ts";

/** The default rules with what was measured in place of the costs that it has; each says from where it is. */
export function calibrate(calibration: Calibration | null): Rules {
  if (calibration === null) return defaults;
  const { name, measured, source, costs } = calibration;
  const known = calibrated.flatMap((rule) => {
    const value = costs[rule];
    const from = `calibration ${name} of ${measured}: ${source}`;
    return value === undefined ? [] : [[rule, { ...defaults[rule], value, source: from }] as const];
  });
  return { ...defaults, ...Object.fromEntries(known) };
}

/** What a plan says of its calibration: each cost that it took from it. */
export function calibrationOf({ name, measured, source, costs }: Calibration): PlannedCalibration {
  const used = calibrated.flatMap((rule) => {
    const value = costs[rule];
    return value === undefined ? [] : [{ rule, value, default: defaults[rule].value }];
  });
  return { name, measured, source, costs: used };
}
