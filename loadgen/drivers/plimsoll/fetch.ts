import type { Reader, Writer } from "../../wire/codec.ts";
import type { Connection } from "../../wire/connection.ts";
import { api, type FetchLimits, finishRequest, startRequest, writeFetch } from "../../wire/requests.ts";

/** A broker answers a fetch after its longest wait at the latest; one that takes so long does not answer at all. */
const ANSWER_MS = 10_000;

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
 * Sends a fetch, and gives what `take` makes of the answer, which the reader holds only meanwhile. Where there is none
 * in time, or `take` cannot read it, the connection is closed and the promise rejects.
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
    const late = setTimeout(() => connection.close(), ANSWER_MS);
    connection.send(bytes, correlation, {
      resolve: (reader) => {
        clearTimeout(late);
        try {
          resolve(take(reader));
        } catch (error) {
          connection.close();
          reject(error);
        }
      },
      reject: (error) => {
        clearTimeout(late);
        reject(error);
      },
    });
  });
}
