import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { Problem } from "../../sizing/problem.ts";
import { clockFrom } from "../clock.ts";
import { driverNamed } from "../drivers/index.ts";
import { ConsumeRole } from "./consume-role.ts";
import { ProduceRole } from "./produce-role.ts";
import { addSamples } from "./sample.ts";
import type { FromWorker, Report, ToWorker, Window, WorkerInput } from "./task.ts";

/** One thread of the generator: the roles it was given on one event loop, told what to do by the engine. */

const input: WorkerInput = workerData;
const port = parentPort!;
const clock = clockFrom(input.clockOrigin);
const post = (message: FromWorker) => port.postMessage(message);
const report: Report = (kind, text, detail = {}) => post({ type: "event", atMicros: clock.now(), kind, text, detail });

const producers: ProduceRole[] = [];
const consumers: ConsumeRole[] = [];
const delay = monitorEventLoopDelay({ resolution: 5 });
const timers: NodeJS.Timeout[] = [];
let utilisation = performance.eventLoopUtilization();
let busiest = 0;
let measured = false;

async function open(): Promise<void> {
  for (const task of input.tasks) {
    const driver = await driverNamed(task.driver);
    if (task.role === "produce") producers.push(await ProduceRole.open(task, driver, clock, report));
    else consumers.push(await ConsumeRole.open(task, driver, clock, report));
  }
  post({ type: "ready" });
}

function start(startMicros: number): void {
  for (const role of [...producers, ...consumers]) role.start(startMicros);
  sampleEverySecond(startMicros, 1);
  if (producers.length > 0) pumpUntilSettled();
}

function measure(window: Window): void {
  for (const role of [...producers, ...consumers]) role.measure(window);
  const at = (micros: number, act: () => void) => timers.push(setTimeout(act, millisUntil(micros)));
  at(window.fromMicros, () => {
    utilisation = performance.eventLoopUtilization();
    delay.enable();
  });
  at(window.toMicros, endMeasurement);
}

/** A thread that comes late is told of times that are over. */
function millisUntil(micros: number): number {
  return Math.max(0, (micros - clock.now()) / 1000);
}

function endMeasurement(): void {
  if (measured) return;
  measured = true;
  busiest = performance.eventLoopUtilization(utilisation).utilization;
  delay.disable();
}

function sampleEverySecond(startMicros: number, second: number): void {
  const timer = setTimeout(
    () => {
      post({ type: "sample", second, sample: addSamples([...producers, ...consumers].map((role) => role.sample())) });
      sampleEverySecond(startMicros, second + 1);
    },
    millisUntil(startMicros + second * 1e6),
  );
  timers.push(timer);
}

function pumpUntilSettled(): void {
  const timer = setInterval(() => {
    for (const producer of producers) producer.pump();
    if (!producers.every((producer) => producer.settled())) return;
    clearInterval(timer);
    Promise.all(producers.map((producer) => producer.delivered())).then(() => post({ type: "settled" }), fail);
  }, 1);
  timers.push(timer);
}

async function finish(): Promise<void> {
  // The last second's sample and the end of the measurement may be due this very millisecond: let them come first.
  await pause(10);
  for (const timer of timers) clearTimeout(timer);
  for (const role of [...producers, ...consumers]) await role.close();
  const results = [...producers, ...consumers].map((role) => role.result());
  const thread = { eventLoopUtilisation: busiest, eventLoopDelayP99: delay.percentile(99) / 1e6 };
  post({ type: "result", results, thread });
  port.close();
}

async function act(message: ToWorker): Promise<void> {
  switch (message.type) {
    case "start":
      return start(message.startMicros);
    case "measure":
      return measure(message.window);
    case "stop":
      for (const role of [...producers, ...consumers]) role.stop(message.atMicros);
      endMeasurement();
      return;
    case "drain": {
      const complete = await Promise.all(consumers.map((consumer) => consumer.drain(message.timeoutMs)));
      return post({ type: "drained", complete: complete.every(Boolean) });
    }
    case "finish":
      return finish();
  }
}

function fail(error: unknown): void {
  if (!(error instanceof Problem)) throw error;
  const kind = error.kind === "input" ? "input" : "environment";
  post({ type: "problem", kind, code: error.code, message: error.message, remedy: error.remedy });
}

port.on("message", (message: ToWorker) => void act(message).catch(fail));
open().catch(fail);
