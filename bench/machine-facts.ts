import { cpus, loadavg, release, totalmem, type } from "node:os";
import type { Runtime } from "../components/index.ts";

/** On what a bench ran. */
export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly java: string;
  readonly kafka: string;
  /** Processes that wanted a core during the minute before the bench began. */
  readonly loadBefore: number;
}

/** Reads this machine, before anything is measured. */
export function machineFacts({ java, kafka }: Runtime): MachineFacts {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    java: java.description.split("\n")[0]!,
    kafka,
    loadBefore: loadavg()[0]!,
  };
}

/** A sentence of doubt if other programs wanted the cores as well; undefined if the machine was quiet. */
export function doubt({ cores, loadBefore }: MachineFacts): string | undefined {
  if (loadBefore <= cores / 2) return undefined;
  return `The machine was busy before the bench began (load ${loadBefore.toFixed(1)} on ${cores} cores): the figures are doubtful.`;
}
