import { count } from "../loadgen/report/figures.ts";

/** Everything that is measured, with the way a reader sees it. */
const formats = {
  messagesPerSecond: (value) => `${count(value)} msg/s`,
  bytesPerSecond: (value) => `${(value / 1e6).toFixed(1)} MB/s`,
  cpuSecondsPerMillion: (value) => `${value.toFixed(2)} CPU-s/M`,
  clientCores: (value) => `${value.toFixed(3)} cores`,
  firstCallMs: (value) => `first ${value.toFixed(2)} ms`,
  callMs: (value) => `then ${value.toFixed(2)} ms`,
  whatIfsSeconds: (value) => `${value.toFixed(2)} s`,
  peakBytes: (value) => `peak ${Math.round(value / 1e6)} MB`,
  commandSeconds: (value) => `command ${value.toFixed(3)} s`,
  previewSeconds: (value) => `preview ${value.toFixed(2)} s`,
  upSeconds: (value) => `up ${value.toFixed(1)} s`,
  downSeconds: (value) => `down ${value.toFixed(1)} s`,
} as const satisfies Record<string, (value: number) => string>;

export type FigureName = keyof typeof formats;

/** What one peer reached: MB and millions are powers of ten, CPU is that of the client's process, memory its peak. */
export type Figures = Readonly<Partial<Record<FigureName, number>>>;

/** The figures in the order in which a reader sees them. */
export const figureNames = Object.keys(formats) as FigureName[];

export function formatFigure(name: FigureName, value: number): string {
  return formats[name](value);
}
