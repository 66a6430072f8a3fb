import { timeLeft } from "../sizing/units/time-left.ts";
import type { Progress } from "./progress.ts";

/** What is over sooner needs no word. */
const quietSeconds = 2;

/** Tells how much of some work is done and what it will still take, from 2 s on. */
export function estimated(
  what: string,
  { status }: Pick<Progress, "status">,
  now: () => number = () => performance.now(),
): (done: number, of: number) => void {
  const began = now();
  return (done, of) => {
    const elapsed = (now() - began) / 1000;
    if (elapsed >= quietSeconds) status(`${what}: ${done} of ${of}, ${timeLeft(done, of, elapsed)}`);
  };
}
