import type { LogLevels } from "../log-config.ts";
import { renderProperties } from "../properties.ts";

export interface ZooKeeperServer {
  /** Stable number of the server in its ensemble, from 1 to 255. */
  readonly id: number;
  readonly host: string;
  readonly clientPort: number;
  readonly quorumPort: number;
  readonly electionPort: number;
}

/** Milliseconds; ZooKeeper allows sessions of 2 to 20 ticks. */
export const tickTimeMs = 2000;

/**
 * Renders `zoo.cfg` of one server. An ensemble of one stands alone: ZooKeeper then wants no `server.N` line.
 * @param dataDir absolute path of the directory that holds `myid`
 */
export function renderZooCfg(server: ZooKeeperServer, ensemble: readonly ZooKeeperServer[], dataDir: string): string {
  const peers = ensemble.length === 1 ? [] : ensemble;
  return renderProperties({
    // `srvr` tells whether a server serves, `dump` whose sessions are still open.
    "4lw.commands.whitelist": "srvr,dump",
    "admin.enableServer": false,
    "autopurge.purgeInterval": 1,
    "autopurge.snapRetainCount": 3,
    clientPort: server.clientPort,
    clientPortAddress: server.host,
    dataDir,
    initLimit: 10,
    syncLimit: 5,
    tickTime: tickTimeMs,
    ...Object.fromEntries(
      peers.map((peer) => [`server.${peer.id}`, `${peer.host}:${peer.quorumPort}:${peer.electionPort}`]),
    ),
  });
}

/** Renders the file `myid`, by which a server knows which of the `server.N` lines is its own. */
export function renderMyid(server: ZooKeeperServer): string {
  return `${server.id}\n`;
}

/** The connection string that a client of the whole ensemble uses, ordered by server id. */
export function connectString(ensemble: readonly ZooKeeperServer[]): string {
  return [...ensemble]
    .sort((a, b) => a.id - b.id)
    .map((server) => `${server.host}:${server.clientPort}`)
    .join(",");
}

/** Without a line for each connection that is closed. */
export const zooKeeperLogLevels: LogLevels = { "org.apache.zookeeper.server.NIOServerCnxn": "WARN" };
