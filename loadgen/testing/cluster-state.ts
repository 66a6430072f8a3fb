import type { Reader, Writer } from "../wire/codec.ts";
import { errorName } from "../wire/errors.ts";
import { asker } from "../wire/requests.ts";
import { PartitionLog } from "./partition-log.ts";

/** What becomes of one batch of a produce request, instead of being stored and acknowledged at once. */
export type Fault =
  /** Answered with that error of Kafka's, not stored. */
  | { kind: "refuse"; error: string }
  /** Stored, and answered with that error all the same. */
  | { kind: "store-and-refuse"; error: string }
  /** Stored and acknowledged, with that throttle time. */
  | { kind: "throttle"; ms: number }
  /** Stored at once and acknowledged late; nothing else of the connection is worked on meanwhile. */
  | { kind: "late"; ms: number }
  /** The connection is closed instead of an answer. */
  | { kind: "drop"; stored: boolean }
  /** Never answered, nor anything after it on this connection. */
  | { kind: "silent"; stored: boolean }
  /** The partition's leader changes just before the batch is looked at. */
  | { kind: "move"; to: number };

/** How a produce request is answered. */
export type ProduceOutcome = { kind: "answer"; afterMs: number } | { kind: "no-answer" | "drop" | "silent" };

/** What the brokers of a scripted cluster have in common: leaders, logs and the script; and what each answers from it. */
export class ClusterState {
  readonly topic: string;
  readonly logs: PartitionLog[];
  readonly leaders: number[];
  readonly ports: number[] = [];
  readonly scripts: Map<number, Fault[]> = new Map();
  readonly initErrors: string[] = [];
  readonly fetchErrors: Map<number, string[]> = new Map();
  readonly #fetchBytes: number;
  #producers = 1000;

  constructor(topic: string, brokers: number, partitions: number, fetchBytes: number) {
    this.topic = topic;
    this.logs = Array.from({ length: partitions }, () => new PartitionLog());
    this.leaders = Array.from({ length: partitions }, (_, partition) => partition % brokers);
    this.#fetchBytes = fetchBytes;
  }

  produce(broker: number, request: Reader, writer: Writer): ProduceOutcome {
    const faults: Fault[] = [];
    let failed = false;
    request.string(); // transactional id
    const acks = request.int16();
    request.offset += 4; // timeout
    eachPartition(request, writer, (partition) => {
      const size = request.int32();
      const batch = request.buffer.subarray(request.offset, request.offset + size);
      request.offset += size;
      const fault = this.leaders[partition] === broker ? this.scripts.get(partition)?.shift() : undefined;
      if (fault) faults.push(fault);
      const error = this.#store(broker, partition, batch, fault);
      failed ||= error !== undefined;
      writer.int32(partition).int16(codeOf(error)).int64(0).int64(-1).int64(0).int32(0).string(null);
    });
    const longest = (kind: "late" | "throttle") =>
      Math.max(0, ...faults.map((fault) => (fault.kind === kind ? fault.ms : 0)));
    writer.int32(longest("throttle"));
    // A broker that has no answer to tell an error with (acks=0) closes the connection.
    if (faults.some(({ kind }) => kind === "drop") || (acks === 0 && failed)) return { kind: "drop" };
    if (faults.some(({ kind }) => kind === "silent")) return { kind: "silent" };
    return acks === 0 ? { kind: "no-answer" } : { kind: "answer", afterMs: longest("late") };
  }

  /** Returns how long the answer is held back for want of records. */
  fetch(broker: number, request: Reader, writer: Writer): number {
    request.offset += 4; // replica
    const maxWait = request.int32();
    request.offset += 4; // least bytes
    let room = request.int32();
    request.offset += 1 + 4 + 4; // isolation, session and its epoch
    writer.int32(0).int16(0).int32(0);
    let something = false;
    eachPartition(request, writer, (partition) => {
      const epoch = request.int32();
      const offset = request.int64();
      request.offset += 8; // log start
      const most = Math.min(request.int32(), this.#fetchBytes, room);
      const log = this.logs[partition]!;
      const error = this.#fetchError(broker, partition, epoch, offset);
      const records = error || room <= 0 ? Buffer.alloc(0) : log.read(offset, most);
      room -= records.length;
      something ||= error !== undefined || records.length > 0;
      writer.int32(partition).int16(codeOf(error));
      writer.int64(log.highWatermark).int64(log.highWatermark).int64(log.startOffset).int32(0).int32(-1);
      writer.int32(records.length);
      records.copy(writer.reserve(records.length), writer.offset);
      writer.offset += records.length;
    });
    return something ? 0 : Math.min(maxWait, 10);
  }

  offsets(broker: number, request: Reader, writer: Writer): void {
    const replica = request.int32();
    request.offset += 1; // isolation
    writer.int32(0);
    eachPartition(request, writer, (partition) => {
      const error = this.#notLeader(broker, partition, request.int32());
      const { startOffset, highWatermark, endOffset } = this.logs[partition]!;
      const end = replica === asker.consumer ? highWatermark : endOffset;
      const offset = request.int64() === -1 ? end : startOffset;
      writer.int32(partition).int16(codeOf(error)).int64(-1).int64(offset).int32(0);
    });
  }

  epochEnds(broker: number, request: Reader, writer: Writer): void {
    request.offset += 4; // replica
    writer.int32(0);
    request.offset += 4; // one topic
    writer.int32(1).string(request.string());
    writer.int32(request.int32());
    const partition = request.int32();
    const error = this.#notLeader(broker, partition, request.int32());
    const { epoch, end } = this.logs[partition]!.epochEnd(request.int32());
    writer.int16(codeOf(error)).int32(partition).int32(epoch).int64(end);
  }

  metadata(request: Reader, writer: Writer): void {
    const asked = request.array(() => request.string()!);
    writer.int32(0).array([...this.ports.entries()], ([broker, port]) => {
      writer.int32(broker).string("127.0.0.1").int32(port).string(null);
    });
    writer.string("double").int32(0);
    writer.array(asked, (name) => {
      const leaders = name === this.topic ? [...this.leaders.entries()] : [];
      writer.int16(codeOf(leaders.length > 0 ? undefined : "UNKNOWN_TOPIC_OR_PARTITION"));
      writer.string(name).int8(0);
      writer.array(leaders, ([partition, leader]) => {
        writer.int16(codeOf(leader < 0 ? "LEADER_NOT_AVAILABLE" : undefined));
        writer.int32(partition).int32(leader).int32(this.logs[partition]!.epoch).int32(0).int32(0).int32(0);
      });
      writer.int32(0);
    });
  }

  initProducer(writer: Writer): void {
    writer.int32(0).int16(codeOf(this.initErrors.shift()));
    writer.int64(this.#producers++).int16(0);
  }

  #store(broker: number, partition: number, batch: Buffer, fault: Fault | undefined): string | undefined {
    if (fault?.kind === "move") this.leaders[partition] = fault.to;
    if (this.leaders[partition] !== broker) return "NOT_LEADER_OR_FOLLOWER";
    if (fault?.kind === "refuse") return fault.error;
    if (fault && "stored" in fault && !fault.stored) return undefined;
    const error = this.logs[partition]!.append(batch);
    return fault?.kind === "store-and-refuse" ? fault.error : error;
  }

  #notLeader(broker: number, partition: number, epoch: number): string | undefined {
    if (this.leaders[partition] !== broker) return "NOT_LEADER_OR_FOLLOWER";
    const current = this.logs[partition]!.epoch;
    if (epoch < 0 || epoch === current) return undefined;
    return epoch < current ? "FENCED_LEADER_EPOCH" : "UNKNOWN_LEADER_EPOCH";
  }

  #fetchError(broker: number, partition: number, epoch: number, offset: number): string | undefined {
    const error = this.#notLeader(broker, partition, epoch);
    if (error) return error;
    const { startOffset, endOffset } = this.logs[partition]!;
    if (offset < startOffset || offset > endOffset) return "OFFSET_OUT_OF_RANGE";
    return this.fetchErrors.get(partition)?.shift();
  }
}

/** Reads a request's one topic with its partitions, and starts the same in the response; `each` reads and writes the rest. */
function eachPartition(request: Reader, writer: Writer, each: (partition: number) => void): void {
  request.offset += 4; // one topic
  const name = request.string();
  const count = request.int32();
  writer.int32(1).string(name).int32(count);
  for (let i = 0; i < count; i++) each(request.int32());
}

function codeOf(error: string | undefined): number {
  if (error === undefined) return 0;
  for (let code = -1; code < 128; code++) if (errorName(code) === error) return code;
  throw new Error(`no error of Kafka is called ${error}`);
}
