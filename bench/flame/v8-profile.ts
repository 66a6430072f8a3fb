import { counted, type Stacks } from "./stacks.ts";

/** What `node --cpu-prof` writes for a thread. */
export interface V8Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds from the sample before. */
  readonly timeDeltas: readonly number[];
}

/** Frames in which a thread did nothing. */
const idle = new Set(["(idle)", "(program)"]);

/** The milliseconds of each stack in which the thread worked. */
export function v8Stacks({ nodes, samples, timeDeltas }: V8Profile): Stacks {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const framesOf = (id: number): string[] => {
    const frames: string[] = [];
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
      const { functionName, url, lineNumber } = byId.get(at)!.callFrame;
      if (functionName === "(root)") continue;
      const file = url.slice(url.lastIndexOf("/") + 1);
      frames.unshift(`${functionName || "(anonymous)"}${file === "" ? "" : ` ${file}:${lineNumber + 1}`}`);
    }
    return frames;
  };
  const known = new Map<number, string[]>();
  return counted(
    samples.flatMap((id, i) => {
      const frames = known.get(id) ?? framesOf(id);
      known.set(id, frames);
      return idle.has(frames.at(-1) ?? "(idle)") ? [] : [[frames, (timeDeltas[i] ?? 0) / 1000] as const];
    }),
  );
}
