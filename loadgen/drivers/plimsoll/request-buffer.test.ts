import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BatchSource } from "../../records/batch-source.ts";
import { type BatchContent, BatchTemplate } from "../../records/template.ts";
import { RequestBuffer } from "./request-buffer.ts";

const keyBytes = 3;
const templates = [40, 57].map(
  (length, template) =>
    new BatchTemplate(
      {
        template,
        keyBytes,
        values: Array.from({ length: 12 }, (_, i) => Buffer.alloc(length, i + 1)),
        headers: {},
        stampIn: "value",
      },
      10_000,
    ),
);

function content(count: number, seed: number): BatchContent {
  const stamp = { producer: 1, firstSequence: seed, dueMicros: 1.79e15 + seed, spacingNanos: seed };
  const keys = Buffer.from(Array.from({ length: count * keyBytes }, (_, i) => (seed + i) & 0xff));
  return { count, stamp, keys, identity: seed % 2 === 0 ? { id: 5n, epoch: 1 } : undefined };
}

interface Planned {
  readonly template: number;
  readonly count: number;
  readonly seed: number;
}

/** The batches of a request, behind a head that differs in length, written into `buffer`. */
function written(buffer: RequestBuffer, head: number, batches: readonly Planned[]): Buffer {
  buffer.again().writer.offset = 0;
  for (let i = 0; i < head; i++) buffer.writer.int32(i);
  for (const { template, count, seed } of batches) buffer.batch(template, templates[template]!, content(count, seed));
  return Buffer.from(buffer.writer.bytes());
}

const requests = fc.array(
  fc.record({
    head: fc.constantFrom(5, 5, 5, 6),
    batches: fc.array(
      fc.record({
        template: fc.constantFrom(0, 0, 1),
        count: fc.constantFrom(12, 12, 7, 1),
        seed: fc.nat(1000),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

describe("a buffer for one request after the other", () => {
  it("holds the same as a new one would, whatever lay in it before and though it grows", () => {
    fc.assert(
      fc.property(requests, fc.constantFrom(64, 5_000), (all, capacity) => {
        const used = new RequestBuffer(capacity);
        for (const { head, batches } of all)
          expect(written(used, head, batches)).toEqual(written(new RequestBuffer(5_000), head, batches));
      }),
      { numRuns: 500 },
    );
  });

  it("copies a batch once, and only patches those of its template that come to the same place", () => {
    const done: string[] = [];
    const [template] = templates as [BatchTemplate, BatchTemplate];
    const source: BatchSource = {
      headers: template.headers,
      stampIn: template.stampIn,
      batchBytes: (count) => template.batchBytes(count),
      write(...args) {
        done.push("copied");
        return template.write(...args);
      },
      patch(...args) {
        done.push("patched");
        return template.patch(...args);
      },
      message: (...args) => template.message(...args),
    };
    const buffer = new RequestBuffer(5_000);
    const send = (...counts: number[]) => {
      buffer.again().writer.offset = 0;
      for (const count of counts) buffer.batch(0, source, content(count, 7));
      return done.splice(0);
    };
    expect(send(12, 7)).toEqual(["copied", "copied"]);
    expect(send(12, 7)).toEqual(["patched", "patched"]);
    expect(send(7)).toEqual(["patched"]);
    expect(send(12, 7)).toEqual(["patched", "patched"]);
    expect(send(7, 7)).toEqual(["patched", "copied"]);
    expect(send(12)).toEqual(["copied"]);
  });
});
