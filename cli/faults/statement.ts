import { Problem } from "../../sizing/problem.ts";
import { parseDuration } from "../../sizing/units/parse.ts";

/** Kinds of nodes that a fault may name. */
export const nodeKinds = ["broker", "zookeeper", "controller"] as const;
const harms = ["kill", "stop", "pause"] as const;

/** A node by the number that it was given in the plan, from 1. */
export interface FaultNode {
  readonly kind: (typeof nodeKinds)[number];
  readonly number: number;
}

/** What one statement of a fault plan asks for. */
export type Statement =
  | { readonly action: (typeof harms)[number]; readonly node: FaultNode; readonly forSeconds: number | null }
  | { readonly action: "restart"; readonly node: FaultNode }
  | { readonly action: "resume"; readonly node: FaultNode };

const form = /^(kill|stop|pause|restart|resume) (broker|zookeeper|controller) ([1-9]\d{0,3})(?: for (.+))?$/;

/** As people say it: `broker 2`. */
export function nodeText({ kind, number }: FaultNode): string {
  return `${kind} ${number}`;
}

/**
 * Reads what is to be done to which node, such as `kill broker 2` or `pause zookeeper 1 for 10s`.
 * @param where names the option or the line it stands in
 * @throws Problem PLM-FAULT-001 for what is no such statement, -002 for what no target of today can do, PLM-UNIT-001
 */
export function parseStatement(text: string, where: string): Statement {
  const words = text.trim().replace(/\s+/g, " ");
  if (/^narrow network\b/.test(words)) throw networkOfProcess(words, where);
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
    "that needs a network interface for each node, which target hosts and its lab have; here use `pause broker N for 10s`",
  );
}

function noStatement(words: string, where: string): Problem {
  return new Problem(
    "input",
    "PLM-FAULT-001",
    `${where}: \`${words}\` is nothing that can be done to a node`,
    "write `kill`, `stop`, `pause`, `restart` or `resume`, then `broker`, `zookeeper` or `controller` and its number, such as `pause broker 2 for 10s`",
  );
}
