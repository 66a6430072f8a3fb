import { type Basis, type Derived, derive } from "../derivation.ts";
import type { ClusterLoad } from "./load.ts";
import type { ReplicaLoad } from "./whole-replicas.ts";

const basis: Basis = {
  name: "wholeReplicas",
  source:
    "Kafka, KIP-112 and KIP-113: a replica lies in one log directory whole, a new one goes to the directory with the fewest",
};

/** Part of a replica that the fullest of the directories has more than the mean when `replicas` are dealt to them. */
export const remainder = (replicas: number, directories: number): number =>
  Math.ceil(replicas / directories) - replicas / directories;

function asTheFullest(use: Derived, planned: number, fixed: number, replicas: number, directories: number): Derived {
  return derive(
    use.unit,
    `as if every log directory had what the fullest has: the mean and at most one planned replica more, or what is left over when the fixed ones are dealt to the directories, and at least its largest replica; together = ${use.formula}`,
    basis,
    {
      ...use.inputs,
      together: use.value,
      directories,
      largestPlannedReplica: planned,
      largestFixedReplica: fixed,
      fixedReplicas: replicas,
    },
    (given) => {
      const ofPlanned = given.largestPlannedReplica * (given.directories - 1);
      const ofFixed = given.largestFixedReplica * given.directories * remainder(given.fixedReplicas, given.directories);
      const largest = Math.max(given.largestPlannedReplica, given.largestFixedReplica) * given.directories;
      return Math.max(given.together + Math.max(ofPlanned, ofFixed), largest);
    },
  );
}

/** Uses of a broker's disks. */
export interface DiskUses {
  readonly used: Derived;
  readonly write: Derived;
  readonly read: Derived;
}

/**
 * The uses of a broker's disks where it has several log directories: those of the fullest one, for as many as there are.
 * What is read from the disks goes by what the leaders send.
 */
export function onLogDirs({ used, write, read }: DiskUses, load: ClusterLoad, directories: number): DiskUses {
  if (directories === 1) return { used, write, read };
  const { planned, fixed, fixedReplicas, fixedLeaders } = load.whole;
  const sent = (load.sent.total / load.brokers) * load.sent.unevenness;
  const readOf = (replica: ReplicaLoad) => (sent === 0 ? 0 : read.value * Math.min(1, replica.sent / sent));
  return {
    used: asTheFullest(used, planned.stored, fixed.stored, fixedReplicas, directories),
    write: asTheFullest(write, planned.written, fixed.written, fixedReplicas, directories),
    read: asTheFullest(read, readOf(planned), readOf(fixed), fixedLeaders, directories),
  };
}
