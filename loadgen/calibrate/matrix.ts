import type { Codec } from "../../sizing/inputs/compression.ts";
import type { Point } from "./point.ts";

const sizes = [100, 1361, 10_000];
const KB_16 = 16 * 1024;
const KB_128 = 128 * 1024;
const MB = 1_000_000;
const batches = [KB_16, KB_128, MB];
const usual = { readers: 0, replication: 1, acks: "all", codec: "none" } as const;

/** What a calibration is asked to vary. */
export interface Wanted {
  readonly brokers: number;
  readonly codecs: readonly Exclude<Codec, "none">[];
  /** The fewest points that tell the costs apart. */
  readonly quick: boolean;
}

/** The loads of a calibration; those with three replicas where there are brokers for them. */
export function matrix({ brokers, codecs, quick }: Wanted): Point[] {
  const replicated = brokers >= 3;
  const plain = quick ? quickPoints(replicated) : fullPoints(replicated);
  const compressedIn = quick ? [KB_16, MB] : batches;
  const compressed = codecs.flatMap((codec) =>
    compressedIn.map((batchBytes): Point => ({ ...usual, messageBytes: 1361, batchBytes, codec })),
  );
  return [...plain, ...compressed];
}

function quickPoints(replicated: boolean): Point[] {
  const three = { ...usual, replication: 3 };
  return [
    { ...usual, messageBytes: 1361, batchBytes: MB },
    { ...usual, messageBytes: 1361, batchBytes: KB_16 },
    { ...usual, messageBytes: 100, batchBytes: MB },
    { ...usual, messageBytes: 100, batchBytes: KB_16, readers: 1 },
    { ...usual, messageBytes: 1361, batchBytes: MB, readers: 1 },
    { ...usual, messageBytes: 10_000, batchBytes: KB_128, readers: 1 },
    ...(replicated ? [MB, KB_16].map((batchBytes) => ({ ...three, messageBytes: 1361, batchBytes })) : []),
  ];
}

/** With one replica to wait for, acks 1 and all are the same; without readers they can be told apart best. */
function fullPoints(replicated: boolean): Point[] {
  const kinds: readonly Pick<Point, "readers" | "replication" | "acks">[] = [
    { readers: 0, replication: 1, acks: "all" },
    { readers: 1, replication: 1, acks: "all" },
    ...(replicated
      ? ([
          { readers: 0, replication: 3, acks: "all" },
          { readers: 1, replication: 3, acks: "all" },
          { readers: 0, replication: 3, acks: "1" },
        ] as const)
      : []),
  ];
  return kinds.flatMap((kind) =>
    sizes.flatMap((messageBytes) =>
      batches.map((batchBytes): Point => ({ ...kind, messageBytes, batchBytes, codec: "none" })),
    ),
  );
}
