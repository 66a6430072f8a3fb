import { counted, type Stacks } from "./stacks.ts";

/** What `jfr print --json --events ExecutionSample,NativeMethodSample` prints. */
export interface JavaRecording {
  readonly recording: { readonly events: readonly { readonly values: Sample }[] };
}

interface Sample {
  readonly sampledThread: { readonly javaName: string | null } | null;
  readonly stackTrace: {
    readonly frames: readonly {
      readonly method: { readonly type: { readonly name: string }; readonly name: string };
    }[];
  } | null;
}

/** Native methods in which a thread waits for others: the recorder takes them for work. */
const waiting = /\b(epollWait|EPoll\.wait|accept0?|park|wait0?)$/;

/** How often each stack was seen at work, under the kind of its thread. */
export function javaStacks({ recording: { events } }: JavaRecording): Stacks {
  return counted(
    events.flatMap(({ values: { sampledThread, stackTrace } }) => {
      const frames = (stackTrace?.frames ?? []).map(({ method }) => `${shortName(method.type.name)}.${method.name}`);
      if (frames.length === 0 || waiting.test(frames[0]!)) return [];
      // Threads of one kind differ in their numbers.
      const thread = (sampledThread?.javaName ?? "unnamed").replaceAll(/\d+/g, "n");
      return [[[thread, ...frames.reverse()], 1] as const];
    }),
  );
}

function shortName(type: string): string {
  return type.slice(Math.max(type.lastIndexOf("."), type.lastIndexOf("/")) + 1);
}
