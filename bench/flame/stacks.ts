/** How often a stack of frames, outermost first, was seen, or for how long: the unit is the taker's. */
export type Stacks = ReadonlyMap<string, number>;

const separator = ";";

/** Adds up stacks; a frame's name loses the separator. */
export function counted(samples: Iterable<readonly [frames: readonly string[], weight: number]>): Stacks {
  const stacks = new Map<string, number>();
  for (const [frames, weight] of samples) {
    if (weight <= 0) continue;
    const stack = frames.map((frame) => frame.replaceAll(separator, ",")).join(separator);
    stacks.set(stack, (stacks.get(stack) ?? 0) + weight);
  }
  return stacks;
}

/** A frame with what was seen in it and below it. */
export interface Frame {
  readonly name: string;
  readonly weight: number;
  /** Largest first. */
  readonly callees: readonly Frame[];
}

/** The stacks as one tree under a frame of that name. */
export function tree(name: string, stacks: Stacks): Frame {
  interface Growing {
    weight: number;
    readonly callees: Map<string, Growing>;
  }
  const root: Growing = { weight: 0, callees: new Map() };
  for (const [stack, weight] of stacks) {
    root.weight += weight;
    let at = root;
    for (const frame of stack.split(separator)) {
      const next: Growing = at.callees.get(frame) ?? { weight: 0, callees: new Map() };
      at.callees.set(frame, next);
      next.weight += weight;
      at = next;
    }
  }
  const grown = (frame: string, { weight, callees }: Growing): Frame => ({
    name: frame,
    weight,
    callees: [...callees]
      .map(([callee, own]) => grown(callee, own))
      .sort((a, b) => b.weight - a.weight || a.name.localeCompare(b.name)),
  });
  return grown(name, root);
}
