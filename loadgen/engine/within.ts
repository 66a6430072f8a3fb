import { setTimeout as delay } from "node:timers/promises";

/** Whether `promise` is fulfilled within `seconds`; its failure is passed on. Rejects when `signal` is aborted. */
export async function within(promise: Promise<unknown>, seconds: number, signal?: AbortSignal): Promise<boolean> {
  const timer = new AbortController();
  const signals = [timer.signal, ...(signal ? [signal] : [])];
  const late = delay(seconds * 1000, false, { signal: AbortSignal.any(signals) });
  try {
    const inTime = await Promise.race([promise.then(() => true), late]);
    // Both may have come at once.
    signal?.throwIfAborted();
    return inTime;
  } finally {
    timer.abort();
  }
}
