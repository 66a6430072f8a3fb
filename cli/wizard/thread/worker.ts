// The thread that plans: tasks come in one after another, and each is answered before the next is taken.
import module from "node:module";
import { parentPort } from "node:worker_threads";
import type { Task } from "./task.ts";

// A thread has a cache of its own to enable, and what it runs is loaded after that.
module.enableCompileCache();
const { answerTo } = await import("./task.ts");

const port = parentPort;
if (port === null) throw new Error("this file is the thread of the wizard, not a program");
port.on("message", (task: Task) => port.postMessage(answerTo(task, (progress) => port.postMessage(progress))));
