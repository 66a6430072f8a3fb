import type { Refusal } from "../planned/refusal.ts";
import { formatBitsPerSecond, formatBytes, formatBytesPerSecond } from "../units/format.ts";
import { allowed, type Capacities, fewestNodes } from "./fewest.ts";
import type { ServiceKind } from "./hosts.ts";
import { type Need, resourceUnits, type ServiceResource, useOf } from "./resources.ts";

const numbers: Record<ServiceResource, string> = {
  cpu: "001",
  memory: "002",
  networkIn: "003",
  networkOut: "004",
  disk: "005",
  diskWrite: "006",
  flowFileWrite: "007",
  provenanceWrite: "008",
};

/** A refusal's code: `PLM-NIFI-001` is cpu; numbers from 010 on are a service's own limits. */
export const codeOf = (kind: ServiceKind, number: string): string => `PLM-${kind.toUpperCase()}-${number}`;

/** To three digits, so that what is shown is not less than the need. */
const up = (value: number): number => {
  const step = 10 ** (Math.floor(Math.log10(value)) - 2);
  return Math.ceil(value / step) * step;
};

/** A network's or line's speed that is not less than the need in bytes per second, as people write it. */
export const fastEnough = (bytesPerSecond: number): string => formatBitsPerSecond(up(bytesPerSecond * 8) / 8);

function biggerHost(resource: ServiceResource, capacity: number): string {
  switch (resource) {
    case "cpu":
      return `have ${Math.ceil(capacity)} cores in each node`;
    case "memory":
      return `have ${formatBytes(up(capacity))} of memory in each node`;
    case "networkIn":
    case "networkOut":
      return `have a network of ${fastEnough(capacity)}`;
    case "disk":
      return `have ${formatBytes(up(capacity))} of usable disk in each node`;
    case "diskWrite":
      return `have disks that write ${formatBytesPerSecond(up(capacity))} in each node`;
    case "flowFileWrite":
      return `have flowFileDisks that write ${formatBytesPerSecond(up(capacity))} in each node`;
    case "provenanceWrite":
      return `have provenanceDisks that write ${formatBytesPerSecond(up(capacity))} in each node`;
  }
}

/** A need that passes what the surviving nodes may use, as a refusal with the nearest changes. */
export function shortageOf(
  kind: ServiceKind,
  need: Need,
  capacities: Capacities,
  survivors: number,
  spare: number,
): Refusal {
  const { resource } = need;
  const needed = useOf(need, survivors);
  const enough = fewestNodes([need], capacities, survivors);
  const more = enough === null ? [] : [`have ${enough + spare} ${kind} nodes`];
  return {
    code: codeOf(kind, numbers[resource]),
    resource,
    needed,
    available: allowed(capacities[resource]),
    unit: resourceUnits[resource],
    remedy: [...more, biggerHost(resource, needed / capacities[resource].limit.value)].join(", or "),
  };
}

/** Fewer hosts than a service needs to work at all with its spare ones lost. */
export const tooFewNodes = (kind: ServiceKind, needed: number, available: number): Refusal => ({
  code: codeOf(kind, "009"),
  resource: "nodes",
  needed,
  available,
  unit: "nodes",
  remedy: `have ${needed} ${kind} nodes, or write a smaller \`spare\` for ${kind} in the inventory`,
});
