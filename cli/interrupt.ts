import { exitCodes } from "./exit.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

// A Ctrl-C reaches the whole process group, and npm or a wrapper passes it on once more.
const sameSignalMs = 500;

/** What {@link interruptible} needs of its process; tests give their own. */
export interface SignalSource {
  on(event: NodeJS.Signals | "uncaughtException", listener: (argument: unknown) => void): void;
  off(event: NodeJS.Signals | "uncaughtException", listener: (argument: unknown) => void): void;
  exit(code: number): void;
}

/**
 * Runs work that SIGINT, SIGTERM or SIGHUP can stop: the first aborts the signal and calls `onStop` once, so that the
 * work can end in order; one that follows later gives up waiting and exits at once with 130. An error that nobody
 * caught also aborts the signal, so that the work takes down what it started, and is thrown at the end.
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  onStop: (how: "in order" | "at once") => void,
  source: SignalSource = process,
): Promise<T> {
  const controller = new AbortController();
  let stoppedAt: number | undefined;
  let uncaught: { readonly error: unknown } | undefined;
  const stop = (): void => {
    if (stoppedAt === undefined) {
      stoppedAt = performance.now();
      onStop("in order");
      controller.abort();
    } else if (performance.now() - stoppedAt > sameSignalMs) {
      onStop("at once");
      source.exit(exitCodes.interrupted);
    }
  };
  const fail = (error: unknown): void => {
    // What breaks while it is being stopped was going to end anyway.
    if (stoppedAt === undefined) uncaught ??= { error };
    controller.abort();
  };
  for (const name of signals) source.on(name, stop);
  source.on("uncaughtException", fail);
  try {
    const result = await work(controller.signal);
    if (uncaught) throw uncaught.error;
    return result;
  } catch (error) {
    throw uncaught ? uncaught.error : error;
  } finally {
    for (const name of signals) source.off(name, stop);
    source.off("uncaughtException", fail);
  }
}
