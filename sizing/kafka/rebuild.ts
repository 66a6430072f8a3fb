import { type Basis, type Derived, derive } from "../derivation.ts";
import type { ResourceName } from "../planned/resource.ts";
import type { Rules } from "../rules/overrides.ts";
import type { BrokerLoad, Uses } from "./broker.ts";
import type { Capacities } from "./capacity.ts";

const basis: Basis = {
  name: "rebuild",
  source: "Kafka's replication: a broker that comes back empty fetches all its replicas from their leaders",
};

/** A loss that is being made good on new hosts while everything else goes on. */
export interface Rebuild {
  readonly lost: number;
  readonly survivors: number;
  readonly withinSeconds: number;
}

/** The new broker: its share of the normal traffic, and what the lost one held. */
const onNewcomer = (use: Derived, held: Derived, { withinSeconds }: Rebuild): Derived =>
  derive(
    "B/s",
    `on the broker that is rebuilt: bytes that it held / time to rebuild + its usual share = ${use.formula}`,
    basis,
    { usualBytesPerSecond: use.value, heldBytes: held.value, withinSeconds },
    (given) => given.usualBytesPerSecond + given.heldBytes / given.withinSeconds,
  );

/** A survivor: its traffic after the loss, and its part of what the new brokers fetch. */
const onSurvivor = (use: Derived, held: Derived, { lost, survivors, withinSeconds }: Rebuild): Derived =>
  derive(
    "B/s",
    `on a survivor: bytes that the lost brokers held / survivors / time to rebuild + its traffic after the loss = ${use.formula}`,
    basis,
    { trafficBytesPerSecond: use.value, heldBytes: held.value, lost, survivors, withinSeconds },
    (given) => given.trafficBytesPerSecond + (given.heldBytes * given.lost) / given.survivors / given.withinSeconds,
  );

const busier = (cpu: Derived, bytesPerSecond: number, rules: Rules): Derived =>
  derive(
    "cores",
    `what is copied x cost of writing it + usual load = ${cpu.formula}`,
    rules.cpuPerGigabyteWritten,
    {
      usualCores: cpu.value,
      copiedBytesPerSecond: bytesPerSecond,
      cpuSecondsPerGigabyteWritten: rules.cpuPerGigabyteWritten.value,
    },
    (given) => given.usualCores + (given.copiedBytesPerSecond / 1e9) * given.cpuSecondsPerGigabyteWritten,
  );

const larger = (a: Derived, b: Derived): Derived => (b.value > a.value ? b : a);

/** The uses while a loss is rebuilt: of each resource on the broker that it strains most. */
export function whileRebuilding(
  { perBroker, uses: normal }: BrokerLoad,
  after: Uses,
  rebuild: Rebuild,
  { disksShared }: Capacities,
  rules: Rules,
): Partial<Record<ResourceName, Derived>> {
  const held = perBroker.diskUsedBytes;
  // The fullest of its disks takes longest.
  const writes = onNewcomer(normal.diskWrite, normal.disk, rebuild);
  const reads = onSurvivor(after.diskRead, held, rebuild);
  return {
    networkIn: onNewcomer(normal.networkIn, held, rebuild),
    networkOut: onSurvivor(after.networkOut, held, rebuild),
    diskWrite: disksShared ? larger(writes, reads) : writes,
    diskRead: disksShared ? larger(writes, reads) : reads,
    cpu: busier(normal.cpu, held.value / rebuild.withinSeconds, rules),
  };
}
