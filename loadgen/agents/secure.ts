import type { AddressInfo } from "node:net";
import { connect as connectTls, createServer, type Server, type TLSSocket } from "node:tls";
import { Problem } from "../../sizing/problem.ts";
import type { TokenKey } from "./token.ts";

/**
 * TLS with a key that both ends have in place of certificates (RFC 5489): each proves to the other that it has it, a
 * recorded connection cannot be read with a key that gets known later. Node.js has it for TLS 1.2.
 */
const version = {
  ciphers: "ECDHE-PSK-CHACHA20-POLY1305",
  minVersion: "TLSv1.2",
  maxVersion: "TLSv1.2",
} as const;
const IDENTITY = "plimsoll";
/** A peer that has not shown the token after this long is put off. */
export const HANDSHAKE_MILLIS = 5_000;
/** A coordinator and a few that come in vain; a peer that has shown nothing yet gets no more of this process. */
const MOST_CONNECTIONS = 16;

export interface AgentAddress {
  host: string;
  port: number;
}

/** Whom a server lets in, and whom it does not. */
export interface Doorkeeper {
  connected(socket: TLSSocket): void;
  refused(address: string, why: string): void;
}

/**
 * Listens for peers that know the token; port 0 takes a free one.
 * @throws Problem PLM-AGENT-010
 */
export async function listen(
  { host, port }: AgentAddress,
  key: TokenKey,
  door: Doorkeeper,
  patienceMillis: number = HANDSHAKE_MILLIS,
): Promise<Server> {
  const pskCallback = (_: TLSSocket, identity: string) => (identity === IDENTITY ? key : null);
  const server = createServer({ ...version, handshakeTimeout: patienceMillis, pskCallback }, (socket) => {
    // Whatever befalls it later is its channel's to tell.
    socket.on("error", () => {});
    door.connected(socket);
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on("tlsClientError", (error: NodeJS.ErrnoException, socket) => {
    door.refused(
      socket.remoteAddress ?? "somebody",
      isOtherKey(error) ? "it has another token" : "it is no coordinator",
    );
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(cannotListen(host, port, error)));
    server.listen(port, host, resolve);
  });
  return server;
}

/** The port that a server listens on. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/**
 * Connects to an agent, which proves that it knows the token.
 * @throws Problem PLM-AGENT-004 (no answer), -005 (another token), -006 (no agent)
 */
export function dial({ host, port }: AgentAddress, key: TokenKey, signal?: AbortSignal): Promise<TLSSocket> {
  const name = `${host}:${port}`;
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      ...version,
      host,
      port,
      pskCallback: () => ({ psk: key, identity: IDENTITY }),
      // There is no certificate: the key shows who it is.
      checkServerIdentity: () => undefined,
    });
    let problem = unreachable(name, `no answer in ${HANDSHAKE_MILLIS / 1000} s`);
    const giveUp = () => socket.destroy();
    const timer = setTimeout(giveUp, HANDSHAKE_MILLIS);
    signal?.addEventListener("abort", giveUp, { once: true });
    socket.on("connect", () => {
      problem = noAgent(name, "it does not answer as one");
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      problem = problemOf(name, error);
    });
    const settle = (end: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
      end();
    };
    socket.once("close", () => settle(() => reject(problem)));
    socket.once("secureConnect", () => settle(() => resolve(socket)));
  });
}

function problemOf(name: string, error: NodeJS.ErrnoException): Problem {
  if (isOtherKey(error))
    return new Problem(
      "environment",
      "PLM-AGENT-005",
      `the agent at ${name} has another token`,
      "give the agents and the coordinator the same token",
    );
  if (error.syscall !== undefined) return unreachable(name, error.code ?? error.message);
  return noAgent(name, error.code ?? error.message);
}

function unreachable(name: string, why: string): Problem {
  return new Problem(
    "environment",
    "PLM-AGENT-004",
    `no agent answers at ${name} (${why})`,
    "run `plimsoll agent` on that host, and see that its port can be reached from here",
  );
}

function noAgent(name: string, why: string): Problem {
  return new Problem(
    "environment",
    "PLM-AGENT-006",
    `what answers at ${name} is no agent (${why})`,
    "name the address that `plimsoll agent` listens on",
  );
}

function cannotListen(host: string, port: number, { code, message }: NodeJS.ErrnoException): Problem {
  return new Problem(
    "environment",
    "PLM-AGENT-010",
    `the agent cannot listen on ${host}:${port} (${code ?? message})`,
    "name an address of this host and a free port with --listen",
  );
}

/** With another key the first encrypted record of the other end cannot be read. */
function isOtherKey({ code = "" }: NodeJS.ErrnoException): boolean {
  return /BAD_RECORD_MAC|PSK_IDENTITY/.test(code);
}
