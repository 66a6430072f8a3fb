import { Problem } from "../../sizing/problem.ts";
import { parseBytesPerSecond, parseDuration } from "../../sizing/units/parse.ts";

/** Kinds of nodes that a fault may name. */
export const nodeKinds = ["broker", "zookeeper", "controller"] as const;
const harms = ["kill", "stop", "pause"] as const;

/** A node by the number that it was given in the plan, from 1. */
export interface FaultNode {
  readonly kind: (typeof nodeKinds)[number];
  readonly number: number;
}

/** What one statement of a fault plan asks for of a node. */
export type NodeStatement =
  | { readonly action: (typeof harms)[number]; readonly node: FaultNode; readonly forSeconds: number | null }
  | { readonly action: "restart"; readonly node: FaultNode }
  | { readonly action: "resume"; readonly node: FaultNode };

/** What one asks for of the network that all nodes share. */
export type NetworkStatement =
  | { readonly action: "narrow"; readonly bytesPerSecond: number; readonly forSeconds: number | null }
  | { readonly action: "widen" };

export type Statement = NodeStatement | NetworkStatement;

const narrowing = /^narrow network to (.+?)(?: for (.+))?$/;
const form = /^(kill|stop|pause|restart|resume) (broker|zookeeper|controller) ([1-9]\d{0,3})(?: for (.+))?$/;

/** As people say it: `broker 2`. */
export function nodeText({ kind, number }: FaultNode): string {
  return `${kind} ${number}`;
}

/**
 * Reads what is to be done to which node, such as `kill broker 2` or `pause zookeeper 1 for 10s`, or to the network.
 * @param where names the option or the line it stands in
 * @throws Problem PLM-FAULT-001 for what is no such statement, -002 for the network of one node, PLM-UNIT-001
 */
export function parseStatement(text: string, where: string): Statement {
  const words = text.trim().replace(/\s+/g, " ");
  if (/^narrow network of\b/.test(words)) throw networkOfProcess(words, where);
  if (words === "widen network") return { action: "widen" };
  const [narrow, rate = "", time] = narrowing.exec(words) ?? [];
  if (narrow !== undefined) return narrowed(rate, time, where);
  const [, action, kind, number, long] = form.exec(words) ?? [];
  const node = { kind, number: Number(number) } as FaultNode;
  if (action === undefined) throw noStatement(words, where);
  if (isHarm(action)) return { action, node, forSeconds: long === undefined ? null : secondsOf(long, where) };
  if (long !== undefined)
    throw new Problem(
      "input",
      "PLM-FAULT-001",
      `${where}: \`${words}\`: a ${action} has no end`,
      `leave \`for ${long}\` out, or write \`${action === "restart" ? "stop" : "pause"} ${nodeText(node)} for ${long}\``,
    );
  return action === "restart" ? { action, node } : { action: "resume", node };
}

function narrowed(rate: string, time: string | undefined, where: string): NetworkStatement {
  const bytesPerSecond = parseBytesPerSecond(rate, where);
  if (bytesPerSecond > 0)
    return { action: "narrow", bytesPerSecond, forSeconds: time === undefined ? null : secondsOf(time, where) };
  throw new Problem(
    "input",
    "PLM-FAULT-001",
    `${where}: a network of ${rate} carries nothing`,
    "write a rate, such as 20 MB/s",
  );
}

function isHarm(action: string): action is (typeof harms)[number] {
  return (harms as readonly string[]).includes(action);
}

function secondsOf(text: string, where: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : parseDuration(text, where);
  if (seconds > 0) return seconds;
  throw new Problem("input", "PLM-FAULT-001", `${where}: a fault for ${text} is none`, "give it some seconds");
}

/** All processes of this machine share one loopback, which cannot be narrowed for one of them alone. */
function networkOfProcess(words: string, where: string): Problem {
  return new Problem(
    "input",
    "PLM-FAULT-002",
    `${where}: \`${words}\`: the nodes of a local cluster share this machine's loopback, which cannot be narrowed for one of them`,
    "narrow it for all of them with `narrow network to 20 MB/s`, or use `pause broker N for 10s`",
  );
}

function noStatement(words: string, where: string): Problem {
  return new Problem(
    "input",
    "PLM-FAULT-001",
    `${where}: \`${words}\` is nothing that can be done to a node`,
    "write `kill`, `stop`, `pause`, `restart` or `resume`, then `broker`, `zookeeper` or `controller` and its number, such as `pause broker 2 for 10s`; or `narrow network to 20 MB/s`, and `widen network`",
  );
}
