import { type EventCounts, type EventKind, eventKinds } from "../proof/run-event.ts";
import { count } from "./figures.ts";

/** What an event of each kind is called, and several of them. */
const names: Record<EventKind, [one: string, several: string]> = {
  "connection-lost": ["connection lost", "connections lost"],
  "broker-silent": ["broker without answer", "brokers without answer"],
  refused: ["refusal", "refusals"],
  throttled: ["throttling", "throttlings"],
  "leader-moved": ["move of leaders", "moves of leaders"],
  "producer-renewed": ["new producer id", "new producer ids"],
  "log-cut": ["log cut", "logs cut"],
  overtaken: ["log overtaken by retention", "logs overtaken by retention"],
  "log-anew": ["log begun anew", "logs begun anew"],
  "topic-recreated": ["topic made anew", "topics made anew"],
  "consumers-restarted": ["restart of consumers", "restarts of consumers"],
  "agent-lost": ["agent lost", "agents lost"],
  fault: ["step of a fault", "steps of faults"],
  "stopped-early": ["early stop", "early stops"],
};

/** How often what happened: `12 connections lost, 5 moves of leaders`; null if nothing did. */
export function eventsText(counts: EventCounts): string | null {
  const parts = eventKinds.flatMap((kind) => {
    const times = counts[kind];
    return times === undefined ? [] : `${count(times)} ${names[kind][times === 1 ? 0 : 1]}`;
  });
  return parts.length === 0 ? null : parts.join(", ");
}
