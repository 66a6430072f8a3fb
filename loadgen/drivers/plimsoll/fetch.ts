import type { Reader, Writer } from "../../wire/codec.ts";
import type { Connection } from "../../wire/connection.ts";
import { api, type FetchLimits, finishRequest, startRequest, writeFetch } from "../../wire/requests.ts";

/** A broker begins to answer a fetch after its longest wait at the latest; one that sends nothing for so long is not there. */
const SILENT_MS = 10_000;

/** What a fetch asks of a partition, and of a leader elected at which time. */
export interface Asked {
  partition: number;
  offset: number;
  epoch: number;
}

interface FetchRequest {
  topic: string;
  asked: readonly Asked[];
  limits: FetchLimits;
}

/**
 * Sends a fetch, and gives what `take` makes of the answer, which the reader holds only meanwhile. Where the
 * broker falls silent before it is whole, or `take` cannot read it, the connection is closed and the promise rejects.
 * However slow the way is, an answer that is still coming is awaited: it would be as long the next time.
 */
export function fetchFrom<T>(
  connection: Connection,
  writer: Writer,
  { topic, asked, limits }: FetchRequest,
  take: (reader: Reader) => T,
): Promise<T> {
  const correlation = connection.nextCorrelation();
  startRequest(writer, api.fetch, correlation);
  writeFetch(writer, topic, asked, limits);
  const bytes = Buffer.from(finishRequest(writer));
  return new Promise((resolve, reject) => {
    const watch = closeWhenSilent(connection);
    connection.send(bytes, correlation, {
      resolve: (reader) => {
        clearInterval(watch);
        try {
          resolve(take(reader));
        } catch (error) {
          connection.close();
          reject(error);
        }
      },
      reject: (error) => {
        clearInterval(watch);
        reject(error);
      },
    });
  });
}

/** Closes `connection` when no byte came since the last look, until it is cleared. */
function closeWhenSilent(connection: Connection): NodeJS.Timeout {
  let seen = connection.bytesRead;
  return setInterval(() => {
    if (connection.bytesRead === seen) connection.close(`nothing came for ${SILENT_MS / 1000} s`);
    seen = connection.bytesRead;
  }, SILENT_MS);
}
