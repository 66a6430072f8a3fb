import { Problem } from "../../sizing/problem.ts";
import type { HandlerContext } from "../handler.ts";
import { nodeKinds, type Resource, type ResourceKind, type ResourceOf } from "../resource.ts";
import type { Handlers, KindOutputs } from "./handlers.ts";
import type { KeptResource, Store } from "./store.ts";
import { Turns } from "./turns.ts";

/**
 * Makes what is there equal to what is wanted, and keeps the state file up to date after each step. Resources start as
 * soon as those they depend on are done. Nodes that run but must be restarted go one after another.
 * @param onDone told how many of how many resources are as wanted
 * @throws Problem the first one that a handler reports, when all others have come to an end
 */
export async function applyResources(
  wanted: readonly Resource[],
  handlers: Handlers,
  store: Store,
  context: Omit<HandlerContext, "inTurn" | "clusterStays">,
  onDone: (done: number, of: number) => void = () => {},
): Promise<void> {
  refuseInvalid(wanted, handlers, store);
  const failed = new AbortController();
  const turns = new Turns();
  const inner: HandlerContext = {
    log: context.log,
    clusterStays: true,
    signal: AbortSignal.any([context.signal, failed.signal]),
    inTurn: (node, work) => turns.take(node, work),
  };
  const run: Run = { handlers, store, context: inner };
  const tasks = new Map<string, Promise<void>>();
  let done = 0;
  for (const resource of wanted) {
    const before = resource.dependsOn.map((id) => tasks.get(id));
    const task = Promise.all(before).then(() => reconcile(run, resource));
    task.then(
      () => onDone(++done, wanted.length),
      () => failed.abort(),
    );
    tasks.set(resource.id, task);
  }
  const outcomes = await Promise.allSettled(tasks.values());
  const errors = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  // Those that only ended because another had failed say nothing of their own.
  const first = errors.find((error) => !(error instanceof Problem && error.kind === "interrupted")) ?? errors[0];
  if (first !== undefined) throw first;
  await removeUnwanted(run, new Set(wanted.map(({ id }) => id)));
}

interface Run {
  readonly handlers: Handlers;
  readonly store: Store;
  readonly context: HandlerContext;
}

function refuseInvalid(wanted: readonly Resource[], handlers: Handlers, { state }: Store): void {
  const failures = wanted.flatMap(({ kind, id, inputs }) => {
    const previous = state.resources[id]?.inputs ?? null;
    const found = handlers[kind].check(inputs as never, previous as never);
    return found.map(({ property, reason }) => `${id}: ${property} ${reason}`);
  });
  if (failures.length === 0) return;
  throw new Problem(
    "input",
    "PLM-RESOURCE-101",
    failures[0]!,
    "Correct the plan, or take the cluster down first",
    failures.slice(1),
  );
}

async function reconcile<K extends ResourceKind>(run: Run, resource: ResourceOf<K>): Promise<void> {
  const { handlers, store, context } = run;
  const handler = handlers[resource.kind];
  const kept = store.state.resources[resource.id] as (ResourceOf<K> & { outputs: KindOutputs[K] | null }) | undefined;
  const observed = kept?.outputs ? await handler.read(context, kept.inputs) : null;
  if (observed === null) return make(run, resource);
  const difference = handler.diff(observed.inputs, resource.inputs);
  switch (difference.change) {
    case "none":
      return keep(run, resource, observed.outputs);
    case "replace":
      await handler.delete(context, observed.inputs);
      return make(run, resource);
    case "update": {
      context.log(`${resource.id}: changing ${difference.properties.join(", ")}`);
      return keep(run, resource, await handler.update(context, resource.inputs));
    }
  }
}

async function make<K extends ResourceKind>(run: Run, resource: ResourceOf<K>): Promise<void> {
  await keep(run, resource, null);
  const started = performance.now();
  await keep(run, resource, await run.handlers[resource.kind].create(run.context, resource.inputs));
  run.context.log(`${resource.id} ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function keep<K extends ResourceKind>(
  { store }: Run,
  resource: ResourceOf<K>,
  outputs: KindOutputs[K] | null,
): Promise<void> {
  store.state.resources[resource.id] = { ...resource, outputs } as KeptResource;
  await store.save();
}

/** Topics go first, then nodes in the order in which they stop. */
const orderOfRemoval: readonly ResourceKind[] = ["kafka-topic", ...nodeKinds];

async function removeUnwanted({ handlers, store, context }: Run, wanted: ReadonlySet<string>): Promise<void> {
  for (const kind of orderOfRemoval) {
    for (const kept of Object.values(store.state.resources)) {
      if (kept.kind !== kind || wanted.has(kept.id)) continue;
      context.log(`${kept.id}: removing, as the plan no longer has it`);
      await handlers[kind].delete(context, kept.inputs as never);
      delete store.state.resources[kept.id];
      await store.save();
    }
  }
}
