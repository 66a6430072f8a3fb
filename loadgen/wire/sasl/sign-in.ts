import type { SaslAccess } from "../../access.ts";
import { refusal } from "../../access-problem.ts";
import type { Reader, Writer } from "../codec.ts";
import { errorName } from "../errors.ts";
import type { Api } from "../requests.ts";
import { Disconnected } from "../socket.ts";
import { mechanismFor } from "./mechanisms.ts";

/** Not among the requests that every cluster must speak: only one that asks for it does. */
export const saslApi = { handshake: { key: 17, version: 1 }, authenticate: { key: 36, version: 1 } } as const;

/** Part of a session after which it is renewed: between two requests, well before the broker would end it. */
const RENEW_AT = 0.75;
/** A broker takes a second sign-in within a second for an attack. */
const LEAST_RENEW_MS = 1_100;

type Call = <T>(api: Api, body: (writer: Writer) => void, read: (reader: Reader) => T) => Promise<T>;

/** What signing in needs of a connection. */
interface Channel {
  readonly address: string;
  exclusively<T>(dialogue: (call: Call) => Promise<T>): Promise<T>;
  onClose(listener: () => void): void;
  close(reason: string): void;
}

/**
 * Signs in on a connection that was just opened, and again each time before the session that the broker grants is
 * over; if it is refused then, the connection is closed.
 * @throws Problem PLM-ACCESS-006 (not let in), PLM-ACCESS-007 (the mechanism is not offered), Disconnected
 */
export async function signIn(connection: Channel, sasl: SaslAccess): Promise<void> {
  const lifetimeMs = await connection.exclusively((call) => dialogue(call, connection.address, sasl));
  if (lifetimeMs === 0) return;
  const again = setTimeout(
    () => signIn(connection, sasl).catch((error: Error) => connection.close(error.message)),
    Math.max(LEAST_RENEW_MS, RENEW_AT * lifetimeMs),
  );
  again.unref();
  connection.onClose(() => clearTimeout(again));
}

/** How long the broker lets in who said all this, ms; 0 for as long as the connection lives. */
async function dialogue(call: Call, address: string, sasl: SaslAccess): Promise<number> {
  const mechanism = mechanismFor(sasl);
  await handshake(call, address, mechanism.name);
  try {
    for (let say = await mechanism.first(); ; ) {
      const { error, message, challenge, lifetimeMs } = await authenticate(call, say);
      if (error !== 0) throw new Error(message ?? errorName(error));
      const next = await mechanism.next(challenge);
      if (next === null) return lifetimeMs;
      say = next;
    }
  } catch (error) {
    if (error instanceof Disconnected) throw error;
    throw refusal(
      "006",
      `${address} does not let ${sasl.username} in by ${mechanism.name}: ${(error as Error).message}`,
      "check the name and the password, and that the user has credentials for this mechanism",
    );
  }
}

async function handshake(call: Call, address: string, name: string): Promise<void> {
  const { error, offered } = await call(
    saslApi.handshake,
    (writer) => writer.string(name),
    (reader) => ({ error: reader.int16(), offered: reader.array(() => reader.string()!) }),
  );
  if (error === 0) return;
  const what = offered.length > 0 ? `offers ${offered.join(", ")}` : `answers ${errorName(error)}`;
  throw refusal(
    "007",
    `${address} does not take ${name}: it ${what}`,
    "set sasl.mechanism to one that is offered there, or name a listener that asks for a login",
  );
}

function authenticate(call: Call, say: Buffer) {
  return call(
    saslApi.authenticate,
    (writer) => writer.raw(say),
    (reader) => ({
      error: reader.int16(),
      message: reader.string(),
      challenge: reader.raw(),
      lifetimeMs: reader.int64(),
    }),
  );
}
