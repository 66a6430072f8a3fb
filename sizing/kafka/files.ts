import { type Derived, derive } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
import type { ClusterLoad } from "./load.ts";

/** Log segments on a broker, the active one of each replica included. */
const segments = (load: ClusterLoad) => ({
  segments: load.segments.total,
  brokers: load.brokers,
  unevenness: load.segments.unevenness,
});

/** File handles that a broker holds open. */
export const fileHandles = (load: ClusterLoad, rules: Rules): Derived =>
  derive(
    "file handles",
    "segments / brokers x unevenness x files of a segment + handles for connections",
    rules.filesPerSegment,
    {
      ...segments(load),
      filesPerSegment: rules.filesPerSegment.value,
      connectionHandles: rules.connectionHandles.value,
    },
    (given) => (given.segments / given.brokers) * given.unevenness * given.filesPerSegment + given.connectionHandles,
  );

/** Memory maps of a broker's index files. */
export const memoryMaps = (load: ClusterLoad, rules: Rules): Derived =>
  derive(
    "memory maps",
    "segments / brokers x unevenness x maps of a segment",
    rules.mapsPerSegment,
    { ...segments(load), mapsPerSegment: rules.mapsPerSegment.value },
    (given) => (given.segments / given.brokers) * given.unevenness * given.mapsPerSegment,
  );
