/**
 * Messages of a batch that are stored, as the answer tells. Of a batch that failed in part it tells which; an answer that
 * does not tell, such as a balancer's page, stands for none. It never throws: an exception would end the iteration before
 * its messages are counted, and does not fail a run.
 */
export function storedOf(status: number, body: unknown, batch: number): number {
  if (status === 200 || status === 202) return batch;
  if (status !== 503 || typeof body !== "string") return 0;
  try {
    const { offsets } = JSON.parse(body) as { offsets: { error_code: number | null }[] };
    return offsets.filter(({ error_code }) => error_code === null).length;
  } catch {
    return 0;
  }
}
