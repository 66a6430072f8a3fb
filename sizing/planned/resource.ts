import { z } from "zod";
import { fraction } from "./measures.ts";

/** The resources of a broker whose use the planner follows, in the order in which reports show them. */
export const resourceNames = [
  "disk",
  "diskWrite",
  "diskRead",
  "networkIn",
  "networkOut",
  "cpu",
  "memory",
  "replicas",
  "fileHandles",
  "memoryMaps",
] as const;

export const resourceName = z.enum(resourceNames);
export type ResourceName = z.infer<typeof resourceName>;

/** Use of each resource as a fraction of its physical capacity; null where the inventory does not tell the capacity. */
export const utilisation = z.record(resourceName, fraction.nullable());
export type Utilisation = z.infer<typeof utilisation>;

export const loadState = z.enum(["normal", "degraded"]);
export type LoadState = z.infer<typeof loadState>;
