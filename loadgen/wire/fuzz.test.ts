import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Reader, Writer } from "./codec.ts";
import {
  readApiVersions,
  readFetch,
  readInitProducerId,
  readListOffsets,
  readMetadata,
  readOffsetForLeaderEpoch,
  readProduce,
} from "./requests.ts";

/** An answer as a broker gives it, and how it is read. */
interface Answer {
  read(reader: Reader): unknown;
  write(writer: Writer): void;
}

const answers: Record<string, Answer> = {
  metadata: {
    read: readMetadata,
    write: (to) => {
      to.int32(0).int32(1).int32(7).string("k1").int32(9092).string(null).string("cluster").int32(7);
      to.int32(1).int16(0).string("t").int8(0).int32(1).int16(0).int32(0).int32(7).int32(3);
      for (let list = 0; list < 3; list++) to.int32(1).int32(7);
      to.int32(0);
    },
  },
  produce: {
    read: readProduce,
    write: (to) => {
      to.int32(1).string("t").int32(1).int32(0).int16(0).int64(5).int64(-1).int64(0).int32(1).int32(0).string("why");
      to.string(null).int32(0);
    },
  },
  fetch: {
    read: (reader) => readFetch(reader, () => {}),
    write: (to) => {
      to.int32(0).int16(0).int32(0).int32(1).string("t").int32(1).int32(0).int16(0).int64(5).int64(5).int64(0);
      to.int32(1).int64(1).int64(2).int32(-1).int32(8).int64(99);
    },
  },
  "list offsets": {
    read: readListOffsets,
    write: (to) => to.int32(0).int32(1).string("t").int32(1).int32(0).int16(0).int64(-1).int64(77).int32(0),
  },
  "offset for leader epoch": {
    read: readOffsetForLeaderEpoch,
    write: (to) => to.int32(0).int32(1).string("t").int32(1).int16(0).int32(0).int32(3).int64(77),
  },
  "init producer id": { read: readInitProducerId, write: (to) => to.int32(0).int16(0).int64(5).int16(1) },
  "API versions": { read: readApiVersions, write: (to) => to.int16(0).int32(1).int16(0).int16(0).int16(9) },
};

/** What reading gives: a value, or a clear error and no other. */
function outcome(read: Answer["read"], bytes: Buffer): "read" | "refused" {
  try {
    read(new Reader(bytes));
    return "read";
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return "refused";
  }
}

describe.each(Object.entries(answers))("an answer to %s", (_, { read, write }) => {
  const writer = new Writer();
  write(writer);
  const bytes = Buffer.from(writer.bytes());

  it("is read to its end", () => {
    const reader = new Reader(bytes);
    read(reader);
    expect(reader.offset).toBe(bytes.length);
  });

  it("is refused wherever it is cut off", () => {
    for (let length = 0; length < bytes.length; length++)
      expect(outcome(read, bytes.subarray(0, length))).toBe("refused");
  });

  it("with any bytes changed is read or refused, and at once", () => {
    const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    const from = performance.now();
    fc.assert(
      fc.property(flips, (places) => {
        const changed = Buffer.from(bytes);
        for (const [at, change] of places) changed[at]! ^= change;
        outcome(read, changed);
      }),
      { numRuns: 500 },
    );
    // Counts of two thousand million things that are not there do not keep it busy.
    expect(performance.now() - from).toBeLessThan(5_000);
  });

  it("of garbage is read or refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => {
        outcome(read, Buffer.from(garbage));
      }),
      { numRuns: 300 },
    );
  });
});
