import { type AddressInfo, createServer, type Socket } from "node:net";
import { Reader, Writer } from "../wire/codec.ts";
import { FrameBuffer } from "../wire/frames.ts";
import { api } from "../wire/requests.ts";

/** The process of a sink: answers a producer for `topic`, for as long as the one who started it is there. */

const topic = process.argv[2]!;
const partitions = Number(process.argv[3]);
const BROKER = 1;

/** Room for several of the largest requests, so that they need not be moved about while they come in. */
const ROOM = 8 * 1024 * 1024;

const server = createServer({ noDelay: true }, (socket) => {
  const frames = new FrameBuffer(ROOM);
  const writer = new Writer();
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; ) {
      const free = frames.free();
      const count = Math.min(free.length, chunk.length - at);
      chunk.copy(free, 0, at, at + count);
      frames.filled(count, (frame) => answer(socket, writer, new Reader(frame)));
      at += count;
    }
  });
});

function answer(socket: Socket, writer: Writer, request: Reader): void {
  const key = request.int16();
  request.int16(); // version: only our own producer comes here
  writer.offset = 0;
  writer.int32(0).int32(request.int32());
  request.string();
  if (key === api.produce.key) {
    if (!acknowledge(writer, request)) return;
  } else if (key === api.metadata.key) describe(writer);
  else if (key === api.initProducerId.key) writer.int32(0).int16(0).int64(1).int16(0);
  else return void socket.destroy();
  writer.patchInt32(0, writer.offset - 4);
  socket.write(Buffer.from(writer.bytes()));
}

function describe(writer: Writer): void {
  const { port } = server.address() as AddressInfo;
  writer.int32(0).int32(1).int32(BROKER).string("127.0.0.1").int32(port).string(null);
  writer.string("sink").int32(BROKER);
  writer.int32(1).int16(0).string(topic).int8(0).int32(partitions);
  for (let partition = 0; partition < partitions; partition++) {
    writer.int16(0).int32(partition).int32(BROKER).int32(0);
    writer.int32(1).int32(BROKER).int32(1).int32(BROKER).int32(0);
  }
  writer.int32(0);
}

/** Answers "stored" for each partition of a produce request; false if no answer is wanted. */
function acknowledge(writer: Writer, request: Reader): boolean {
  request.string(); // transactional id
  const acks = request.int16();
  request.int32(); // timeout
  request.int32(); // one topic
  writer.int32(1).string(request.string());
  const count = request.int32();
  writer.int32(count);
  for (let i = 0; i < count; i++) {
    writer.int32(request.int32()).int16(0).int64(0).int64(-1).int64(0).int32(0).string(null);
    const size = request.int32();
    request.offset += size;
  }
  writer.int32(0);
  return acks !== 0;
}

process.on("disconnect", () => process.exit());
// A Ctrl-C is for the one who started it, who then ends it.
process.on("SIGINT", () => {});
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
