import fc from "fast-check";
import { expect, it } from "vitest";
import { FrameBuffer } from "./frames.ts";

it("hands out the same frames however the stream is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1 }),
      (bodies, cuts) => {
        const stream = Buffer.concat(
          bodies.flatMap((body) => {
            const length = Buffer.alloc(4);
            length.writeInt32BE(body.length);
            return [length, Buffer.from(body)];
          }),
        );
        const frames = new FrameBuffer(16);
        const seen: Buffer[] = [];
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const room = frames.free();
          expect(room.length).toBeGreaterThan(0);
          const count = Math.min(cuts[turn % cuts.length]!, room.length, stream.length - at);
          stream.copy(room, 0, at, at + count);
          at += count;
          frames.filled(count, (frame) => seen.push(Buffer.from(frame)));
        }
        expect(seen).toEqual(bodies.map((body) => Buffer.from(body)));
      },
    ),
  );
});

it("refuses a stream that is not Kafka's", () => {
  const frames = new FrameBuffer();
  const text = "HTTP/1.1 400 Bad Request";
  frames.free().write(text);
  expect(() => frames.filled(text.length, () => {})).toThrow("not Kafka's protocol");
});
