import { type Basis, type Derived, derive } from "../derivation.ts";
import type { LoadState } from "../planned/resource.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Candidate, Site } from "./candidate.ts";
import type { Demand } from "./demand.ts";
import { racksOf } from "./racks.ts";

const basis: Basis = {
  name: "produceP99",
  source:
    "an estimate: of each queue on the way the 99th percentile of the sojourn time of M/M/1, which is ln(100) x service time / (1 - utilisation) (Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013), added up",
};

/** Times the mean below which the slowest of so many exponential times stays with a probability of 99 %. */
const slowestOf = (many: number): number => -Math.log1p(-(0.99 ** (1 / many)));

/** A queue that is full is taken as so full, for the estimate to stay a number; its resource is refused anyway. */
const fullest = 0.9999;

/** What a batch of a topic takes on its way, in seconds: the service times of an idle broker. */
interface ServiceTimes {
  readonly networkSeconds: number;
  readonly diskSeconds: number;
  readonly leaderCpuSeconds: number;
  readonly followerCpuSeconds: number;
}

function serviceTimes({ topic }: Demand, { workload, capacities }: Site, rules: Rules): ServiceTimes {
  const raw = Math.max(topic.size, topic.batch ?? rules.batchBytes.value);
  const bytes = raw / (topic.compression.ratio ?? 1);
  const tls = workload.tls ? rules.cpuPerGigabyteTls.value : 0;
  const ofBytes = (each: number) => (bytes / 1e9) * (each + tls);
  const ofRequest = (rules.cpuPerMillionBatches.value + (raw / topic.size) * rules.cpuPerMillionMessages.value) / 1e6;
  const append = ofBytes(rules.cpuPerGigabyteWritten.value);
  const { value: disks } = capacities.diskWrite;
  return {
    networkSeconds: bytes / capacities.networkIn.value!, // an inventory without the network is not accepted
    diskSeconds: disks === null ? 0 : bytes / (disks / capacities.logDirs),
    leaderCpuSeconds: ofRequest + append,
    followerCpuSeconds: ofBytes(rules.cpuPerGigabyteSent.value) + append,
  };
}

function utilisations({ states }: Candidate, { capacities }: Site, state: LoadState) {
  const of = (resource: "networkIn" | "networkOut" | "diskWrite" | "cpu") => {
    const { value } = capacities[resource];
    return value === null ? 0 : Math.min(fullest, states.uses[state][resource].value / value);
  };
  return { networkIn: of("networkIn"), networkOut: of("networkOut"), diskWrite: of("diskWrite"), cpu: of("cpu") };
}

interface Path extends ServiceTimes {
  readonly lingerSeconds: number;
  readonly roundTripSeconds: number;
  /** Followers whose copy the producer waits for. */
  readonly followers: number;
  readonly networkIn: number;
  readonly networkOut: number;
  readonly diskWrite: number;
  readonly cpu: number;
}

/** Seconds until a batch is acknowledged, at the 99th percentile. */
function secondsOn(path: Path): number {
  const queued = (seconds: number, utilisation: number) => (seconds === 0 ? 0 : seconds / (1 - utilisation));
  const received = queued(path.networkSeconds, path.networkIn) + queued(path.diskSeconds, path.diskWrite);
  const atLeader = received + queued(path.leaderCpuSeconds, path.cpu);
  const atFollower =
    queued(path.networkSeconds, path.networkOut) + received + queued(path.followerCpuSeconds, path.cpu);
  const acknowledged = path.lingerSeconds + path.roundTripSeconds + slowestOf(1) * atLeader;
  if (path.followers === 0) return acknowledged;
  return acknowledged + path.roundTripSeconds + slowestOf(path.followers) * atFollower;
}

const formula =
  "linger + round trip + ln(100) x (network + disk + CPU of the leader, each / (1 - its utilisation)), and with acks all another round trip + the slowest follower's (network out and in + disk + CPU, each / (1 - its utilisation)); of the slowest topic";

function estimate(topic: string, path: Path): Derived {
  return derive("s", formula, basis, { topic, ...path }, secondsOn);
}

/** The topics whose producers wait for an answer, with the way of a batch of each. */
function pathsOf(
  site: Site,
  candidate: Candidate,
  state: LoadState,
): { readonly topic: string; readonly path: Path }[] {
  const { rules, inventory, demands } = site;
  const { told, names } = racksOf(inventory, candidate.brokers);
  const roundTrip = told && names.length > 1 ? rules.roundTripOtherZone : rules.roundTripSameZone;
  const full = utilisations(candidate, site, state);
  return demands.flatMap((demand) => {
    const { acks, replication, name } = demand.topic;
    if (acks === "0") return [];
    const path = {
      lingerSeconds: rules.lingerSeconds.value,
      roundTripSeconds: roundTrip.value,
      followers: acks === "all" ? replication - 1 : 0,
      ...serviceTimes(demand, site, rules),
      ...full,
    };
    return [{ topic: name, path }];
  });
}

/**
 * An estimate of the 99th percentile of the time in which a produced batch is acknowledged, of the slowest topic; null
 * where no producer waits. It falls as brokers are added.
 */
export function produceP99(site: Site, candidate: Candidate, state: LoadState): Derived | null {
  const paths = pathsOf(site, candidate, state);
  const [first, ...others] = paths;
  if (first === undefined) return null;
  const slowest = others.reduce((most, one) => (secondsOn(one.path) > secondsOn(most.path) ? one : most), first);
  return estimate(slowest.topic, slowest.path);
}
