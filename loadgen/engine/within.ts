import { setTimeout as delay } from "node:timers/promises";

/** Whether `promise` is fulfilled within `seconds`; its failure is passed on. */
export async function within(promise: Promise<unknown>, seconds: number): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(seconds * 1000, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    timer.abort();
  }
}
