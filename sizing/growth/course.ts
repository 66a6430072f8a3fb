/** In horizons: close together at first, as plans are made. */
const steps = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8];

/** The days for which the way to a limit is told: the same for every limit until it is passed, then that day. */
export function courseDays(passedAfter: number, horizonDays: number): number[] {
  const ahead = steps.map((step) => Math.round(step * horizonDays)).filter((day) => day < passedAfter);
  return [...new Set([...ahead, passedAfter])];
}

/** Whether a key of an explanation is that of a point on the way to a limit, of which there are many alike. */
export const isPointOfCourse = (key: string): boolean => /\.course\.\d+$/.test(key);
