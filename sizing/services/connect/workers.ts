import { type Derived, derive } from "../../derivation.ts";
import type { Rules } from "../../rules/overrides.ts";
import type { Parallel } from "../parallel.ts";
import { type Need, portionsOf } from "../resources.ts";

/** A job that runs as tasks on Connect's workers: a connector, or a mirror link, which is a source connector itself. */
export interface WorkerLoad {
  readonly name: string;
  readonly tasks: Parallel;
  /** Read by the tasks, bytes per second. */
  readonly work: Derived;
  /** Written by them, bytes per second. */
  readonly written: Derived;
}

/** What jobs need of Connect's workers. They are dealt all tasks together, so the busiest has a whole number of them. */
export function workerNeeds(loads: readonly WorkerLoad[], { connectTasksPerCore, connectHeapBytes }: Rules): Need[] {
  const tasks = loads.reduce((sum, { tasks }) => sum + tasks.count.value, 0);
  const cores = ({ tasks }: WorkerLoad) =>
    derive(
      "cores",
      "tasks / tasks on a core",
      connectTasksPerCore,
      { tasks: tasks.count.value, tasksPerCore: connectTasksPerCore.value },
      (inputs) => inputs.tasks / inputs.tasksPerCore,
    );
  return [
    { resource: "cpu", each: 0, portions: portionsOf(loads, cores, tasks) },
    { resource: "memory", each: connectHeapBytes.value, rule: connectHeapBytes, portions: [] },
    { resource: "networkIn", each: 0, portions: portionsOf(loads, (load) => load.work) },
    { resource: "networkOut", each: 0, portions: portionsOf(loads, (load) => load.written) },
  ];
}
