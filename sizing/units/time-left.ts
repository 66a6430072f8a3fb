import { formatDuration } from "./format.ts";

/** What work will still take if it goes on as it did, in words: `about 12 s left`. */
export function timeLeft(done: number, of: number, elapsedSeconds: number): string {
  if (done <= 0) return "just begun";
  const seconds = (elapsedSeconds / done) * Math.max(0, of - done);
  return seconds < 1 ? "almost done" : `about ${formatDuration(Math.round(seconds))} left`;
}
