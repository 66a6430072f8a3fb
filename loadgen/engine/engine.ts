import { clockFrom, clockOrigin } from "../clock.ts";
import { assign, type LoadJob } from "./job.ts";
import { placesOn, threadsOf } from "./load-host.ts";
import type { LoadResult } from "./load-result.ts";
import { LoadThread } from "./load-thread.ts";
import { aborted, interrupted } from "./problems.ts";
import { Run } from "./run.ts";
import { thisHost } from "./this-host.ts";

/**
 * Runs a load: starts the threads, lets them connect, starts them together, follows them second by second,
 * waits for what is on its way, lets the consumers read to the end, and collects what they counted.
 * A host that is lost meanwhile is left out from then on, and what it had counted is unknown.
 * Throws a Problem when a thread fails or `job.signal` is aborted; leaves no thread behind, and the cluster as the
 * plan of faults wants it left.
 */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const origin = clockOrigin();
  const hosts = job.hosts ?? [thisHost(job.threads)];
  const places = placesOn(hosts);
  const tasks = assign({ ...job, threads: threadsOf(hosts) });
  // A run that failed or was interrupted waits for nothing any more.
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, ...(job.signal ? [job.signal] : [])]);
  const run = new Run({ ...job, signal }, clockFrom(origin), tasks.flat(), hosts);
  const threads = tasks.map((mine, i) => new LoadThread(places[i]!, mine, origin, run));
  try {
    return await Promise.race([run.through(threads), aborted(job.signal), ...threads.map((thread) => thread.failure)]);
  } catch (error) {
    throw job.signal?.aborted ? interrupted() : error;
  } finally {
    over.abort();
    await Promise.all([run.endFaults(), run.endWatch(), ...threads.map((thread) => thread.terminate())]);
  }
}
