import type { ProduceReport } from "../peers/peer.ts";

/** How a client that takes whole batches is kept busy. */
export interface Sending {
  readonly seconds: number;
  readonly partitions: number;
  /** Messages of one send, all of one partition. */
  readonly batchMessages: number;
  /** Sends under way at a time. */
  readonly inFlight: number;
}

/**
 * Sends batch after batch, one partition after the other, until the time is over; then waits for what is on its way.
 * A send that fails ends the run.
 */
export async function keepSending(
  { seconds, partitions, batchMessages, inFlight }: Sending,
  send: (partition: number) => Promise<unknown>,
): Promise<ProduceReport> {
  const until = performance.now() + seconds * 1000;
  let turn = 0;
  let acknowledged = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) {
      await send(turn++ % partitions);
      acknowledged += batchMessages;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return { acknowledged };
}
