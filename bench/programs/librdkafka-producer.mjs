// Runs on the Node.js that the client was built for, which may be an older one than ours: plain JavaScript.
import { createRequire } from "node:module";

const task = JSON.parse(process.argv[2]);
const { CODES, Producer } = createRequire(task.requireFrom)("@confluentinc/kafka-javascript");
const value = Buffer.from(task.payload, "base64");
const anyPartition = -1;
/** Calls before the event loop has its turn. */
const atOnce = 1000;
const whenFullMs = 1;
/** Without it what was delivered is never taken off the client's queue, which fills up. */
const pollMs = 10;

const producer = new Producer({ "bootstrap.servers": task.bootstrap.join(","), ...task.settings });
producer.on("ready", send);
producer.on("event.error", (error) => {
  console.error(String(error));
  process.exit(1);
});
producer.setPollInterval(pollMs);
producer.connect();

function send() {
  for (let i = 0; i < atOnce; i++)
    try {
      producer.produce(task.topic, anyPartition, value);
    } catch (error) {
      if (error.code !== CODES.ERRORS.ERR__QUEUE_FULL) throw error;
      setTimeout(send, whenFullMs);
      return;
    }
  setImmediate(send);
}
