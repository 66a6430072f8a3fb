import type { VolumeKind } from "./volume.ts";

const gib = 1024 ** 3;
const tib = 1024 ** 4;

type Plain<Value> = Value extends number ? number : Value;
type Named = "name" | "source" | "asOf";

/** What a purchase goes by: the figures of a volume kind. A kind itself will do. */
export type Terms<Kind = VolumeKind> = Kind extends VolumeKind
  ? { readonly [Key in keyof Omit<Kind, Named>]: Plain<Kind[Key]> }
  : never;
/** The same with no figure left undefined, fit to be shown in an explanation. */
export type Figures<Kind = VolumeKind> = Kind extends VolumeKind
  ? { readonly [Key in keyof Omit<Kind, Named>]: Plain<Exclude<Kind[Key], undefined>> }
  : never;

/** The figures of a kind, without its name and sources. */
export function figuresOf({ name: _name, source: _source, asOf: _asOf, ...figures }: VolumeKind): Figures {
  return figures as Figures;
}

/** What one volume must hold and do: bytes, B/s of reads and writes together, operations per second. */
export interface Share {
  readonly bytes: number;
  readonly bytesPerSecond: number;
  readonly operationsPerSecond: number;
}

/** Smallest steps in which volumes are bought: bytes and B/s. */
export interface Steps {
  readonly sizeStepBytes: number;
  readonly throughputStepBytesPerSecond: number;
}

/** A volume as it is bought. `iops` is null where nothing is said of them. */
export interface Volume {
  readonly size: number;
  readonly throughput: number;
  readonly iops: number | null;
}

/** The next whole step, forgiving what floating point adds to a number that is one already. */
const upTo = (step: number, value: number): number => Math.ceil((value / step) * (1 - 1e-12)) * step;
const whole = (value: number): number => upTo(1, value);

/** The smallest volume of a kind that does its share, which must be within the kind's limits. */
export function buy(volume: Terms, share: Share, steps: Steps): Volume {
  const size = (least: number) =>
    Math.min(volume.largest, upTo(steps.sizeStepBytes, Math.max(volume.smallest, share.bytes, least)));
  switch (volume.performance) {
    case "bought": {
      const { includedThroughput, mostThroughput, throughputPerIops, includedIops, iopsPerGib } = volume;
      const throughput =
        share.bytesPerSecond <= includedThroughput
          ? includedThroughput
          : Math.min(mostThroughput, upTo(steps.throughputStepBytesPerSecond, share.bytesPerSecond));
      if (includedIops === undefined) return { size: size(0), throughput, iops: null };
      const carrying = throughputPerIops === undefined ? 0 : whole(throughput / throughputPerIops);
      const iops = Math.max(includedIops, whole(share.operationsPerSecond), carrying);
      const spread = iops > includedIops && iopsPerGib !== undefined ? (iops / iopsPerGib) * gib : 0;
      return { size: size(spread), throughput, iops };
    }
    case "by-iops": {
      const carrying = whole(share.bytesPerSecond / volume.throughputPerIops);
      const iops = Math.max(volume.leastIops, whole(share.operationsPerSecond), carrying);
      const throughput = Math.min(volume.mostThroughput, iops * volume.throughputPerIops);
      return { size: size((iops / volume.iopsPerGib) * gib), throughput, iops };
    }
    case "by-size": {
      const bytes = size((share.bytesPerSecond / volume.throughputPerTib) * tib);
      const throughput = Math.min(volume.mostThroughput, (bytes / tib) * volume.throughputPerTib);
      return { size: bytes, throughput, iops: volume.mostIops ?? null };
    }
    case "fixed":
      return { size: size(0), throughput: volume.mostThroughput, iops: volume.mostIops ?? null };
  }
}
