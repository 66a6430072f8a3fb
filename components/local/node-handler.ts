import { mkdir, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Problem } from "../../sizing/problem.ts";
import { differences } from "../difference.ts";
import type { CheckFailure, Handler, HandlerContext, Observation } from "../handler.ts";
import { startDetached, stopProcess } from "../process/detached.ts";
import { findByArgument, isAlive, type ProcessIdentity } from "../process/identity.ts";
import { pause, refuseIfAborted } from "../process/pause.ts";
import type { NodeInputs } from "../resource.ts";
import { logEnd, logFileOf, readNodeFiles, startDigest, writeNodeFiles } from "./node-files.ts";
import { requireFreePorts } from "./ports.ts";

export type NodeOutputs = ProcessIdentity;

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** What tells one kind of node from another. */
export interface NodeKind<Inputs extends NodeInputs> {
  /** Inputs that make another node of it. */
  readonly replaceOn: readonly (keyof Inputs & string)[];
  /** The program and its arguments, among which `marks` must be: by them the process is found again. */
  command(context: HandlerContext, inputs: Inputs, marks: readonly string[]): Promise<Command>;
  /** Waits for what must be gone before the process may start. */
  beforeStart(context: HandlerContext, inputs: Inputs): Promise<void>;
  /** Waits until this running node can be spared for a while; after its restart, until the next one can. */
  spare(context: HandlerContext, inputs: Inputs): Promise<void>;
  serves(inputs: Inputs): Promise<boolean>;
  readonly readyWithinMs: number;
}

const pollMs = 50;
/** Before a restart a broker moves its leaders away and closes its logs; one that takes longer than this is killed. */
const stopWithinMs = 30_000;
/** What a node that is deleted has not yet written is deleted with it. */
const stopForDeletionWithinMs = 5000;

/** The handler of a node that is a process on this machine. */
export function nodeHandler<Inputs extends NodeInputs>(kind: NodeKind<Inputs>): Handler<Inputs, NodeOutputs> {
  return {
    check: ({ directory, port }, previous) => [
      ...(directory.startsWith("/") ? [] : [{ property: "directory", reason: "must be an absolute path" }]),
      ...(previous === null || port === previous.port ? [] : [moved(previous.port, port)]),
    ],
    diff: (actual, wanted) => differences(actual, wanted, kind.replaceOn),
    create: (context, inputs) => converge(kind, context, inputs),
    update: (context, inputs) => converge(kind, context, inputs),
    read: (_context, inputs) => readNode(inputs),
    delete: (_context, { directory }) => deleteNode(directory),
  };
}

/** Restarted one by one at other addresses, nodes would no longer find each other. */
function moved(from: number, to: number): CheckFailure {
  const remedy = "while the cluster stands; take the cluster down first, with its messages";
  return { property: "port", reason: `cannot change from ${from} to ${to} ${remedy}` };
}

/** What there really is of a node; null if its directory is gone. The outputs are null when no process runs. */
export async function readNode<Inputs extends NodeInputs>(
  inputs: Inputs,
): Promise<Observation<Inputs, NodeOutputs> | null> {
  if (!(await exists(inputs.directory))) return null;
  const files = await readNodeFiles(inputs);
  // One that runs with other settings is not the one that is told of.
  const found = findByArgument(startMark(inputs))[0] ?? null;
  return { inputs: { ...inputs, files, running: found !== null }, outputs: found };
}

/** Stops whatever runs for the node in this directory, then removes the directory. Nothing there is fine. */
export async function deleteNode(directory: string): Promise<void> {
  await Promise.all(processesOf(directory).map((found) => stopProcess(found, stopForDeletionWithinMs)));
  await rm(directory, { recursive: true, force: true });
}

/** Processes that run for the node in this directory, also those which no state knows because a command was cut off. */
export function processesOf(directory: string): ProcessIdentity[] {
  return findByArgument(nodeMark(directory));
}

async function converge<Inputs extends NodeInputs>(
  kind: NodeKind<Inputs>,
  context: HandlerContext,
  inputs: Inputs,
): Promise<NodeOutputs> {
  refuseIfAborted(context.signal);
  const upToDate = findByArgument(startMark(inputs))[0];
  const outdated = processesOf(inputs.directory).filter((found) => !isDeepStrictEqual(found, upToDate));
  if (outdated.length === 0) return serve(kind, context, inputs, upToDate, false);
  return context.inTurn(inputs.node, async () => {
    await kind.spare(context, inputs);
    refuseIfAborted(context.signal);
    // Stopped before the files change: if this is cut off in between, the node is found dead and not taken for healthy.
    await Promise.all(outdated.map((found) => stopProcess(found, stopWithinMs)));
    const identity = await serve(kind, context, inputs, upToDate, true);
    await kind.spare(context, inputs);
    return identity;
  });
}

/** Writes the files, starts the process unless it runs already, and waits until it serves. */
async function serve<Inputs extends NodeInputs>(
  kind: NodeKind<Inputs>,
  context: HandlerContext,
  inputs: Inputs,
  running: ProcessIdentity | undefined,
  ranBefore: boolean,
): Promise<NodeOutputs> {
  await writeNodeFiles(inputs);
  const identity = running ?? (await start(kind, context, inputs));
  try {
    await waitUntilServing(kind, context, inputs, identity);
    return identity;
  } catch (error) {
    // One that was there before comes up by itself when nobody waits for it any more.
    const left = context.signal.aborted && ranBefore;
    if (identity !== running && !left) await stopProcess(identity, 0);
    throw error;
  }
}

async function start<Inputs extends NodeInputs>(
  kind: NodeKind<Inputs>,
  context: HandlerContext,
  inputs: Inputs,
): Promise<ProcessIdentity> {
  await requireFreePorts(inputs.node, inputs.host, [inputs.port, ...inputs.peerPorts]);
  await kind.beforeStart(context, inputs);
  await mkdir(dirname(logFileOf(inputs.directory)), { recursive: true, mode: 0o700 });
  const { directory } = inputs;
  const command = await kind.command(context, inputs, [nodeMark(directory), startMark(inputs)]);
  return startDetached({ ...command, directory, logFile: logFileOf(directory) });
}

async function waitUntilServing<Inputs extends NodeInputs>(
  kind: NodeKind<Inputs>,
  { signal }: HandlerContext,
  inputs: Inputs,
  identity: ProcessIdentity,
): Promise<void> {
  const deadline = Date.now() + kind.readyWithinMs;
  while (!(await kind.serves(inputs))) {
    if (!isAlive(identity)) throw await notServing("PLM-NODE-101", inputs, "ended before it served");
    if (Date.now() >= deadline)
      throw await notServing("PLM-NODE-102", inputs, `did not serve within ${kind.readyWithinMs / 1000} s`);
    await pause(pollMs, signal);
  }
}

async function notServing(code: string, { node, directory }: NodeInputs, what: string): Promise<Problem> {
  const log = logFileOf(directory);
  return new Problem(
    "environment",
    code,
    `${node} ${what}`,
    `The end of its log tells why; all of it is in ${log}`,
    await logEnd(log),
  );
}

/** An argument by which a process is found again, whoever started it. Java takes it for a system property. */
function nodeMark(directory: string): string {
  return `-Dplimsoll.node=${directory}`;
}

function startMark(inputs: NodeInputs): string {
  return `-Dplimsoll.start=${inputs.directory}#${startDigest(inputs)}`;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
