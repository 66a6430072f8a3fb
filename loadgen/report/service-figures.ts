import { formatBytes, formatBytesPerSecond } from "../../sizing/index.ts";
import type { Fleet } from "../../sizing/services/fleet.ts";
import type { PlannedService } from "../../sizing/services/planned.ts";
import type { ServiceResource } from "../../sizing/services/resources.ts";
import { percent, quantity } from "./figures.ts";
import { jobListings } from "./job-listings.ts";
import { type Listing, listing, nothing } from "./listing.ts";
import { some } from "./plan-figures.ts";
import { resourceTitles } from "./verdict.ts";

const titles: Record<PlannedService["kind"], string> = {
  nifi: "NiFi",
  connect: "Kafka Connect",
  flink: "Flink",
  spark: "Spark Streaming",
  flume: "Flume",
  hdfs: "HDFS",
  mirror: "Mirror links",
};

const ofService: Record<ServiceResource, string> = {
  ...resourceTitles,
  flowFileWrite: "FlowFile writes",
  provenanceWrite: "provenance writes",
};

const need = (resource: ServiceResource, value: number): string => {
  switch (resource) {
    case "cpu":
      return quantity(value, value === 1 ? "core" : "cores");
    case "memory":
    case "disk":
      return formatBytes(value);
    case "networkIn":
    case "networkOut":
    case "diskWrite":
    case "flowFileWrite":
    case "provenanceWrite":
      return formatBytesPerSecond(value);
  }
};

function fleetSentence(fleet: Fleet): string {
  if (fleet.hosts === "unknown")
    return `at least ${some(fleet.leastNodes, "node")}; the inventory has no hosts to size them on`;
  const { nodes, spare, bottleneck } = fleet;
  const state = bottleneck.state === "degraded" ? " after their loss" : "";
  const binds = `the bottleneck is ${ofService[bottleneck.resource]} at ${percent(bottleneck.utilisation)}${state}`;
  return `${some(nodes, "node")}, of which ${spare} may be lost; ${binds}`;
}

function fleetListing(fleet: Fleet): Listing {
  if (fleet.hosts === "unknown") {
    const columns = [
      ["needed", ({ name }) => ofService[name]],
      ["by all nodes", ({ name, total }) => need(name, total)],
      ["by each besides", ({ name, ownNeed }) => (ownNeed === 0 ? nothing : need(name, ownNeed))],
    ] satisfies Parameters<typeof listing<(typeof fleet.resources)[number]>>[1];
    return listing("Needs", columns, fleet.resources);
  }
  const used = (fraction: number | null) => (fraction === null ? nothing : percent(fraction));
  return listing<(typeof fleet.resources)[number]>(
    "Load of the busiest node",
    [
      ["resource", ({ name }) => ofService[name]],
      ["needs", ({ name, perNode }) => need(name, perNode)],
      ["normal", ({ normal }) => used(normal)],
      ["after the loss", ({ degraded }) => used(degraded)],
    ],
    fleet.resources,
  );
}

/** What a reader sees of a service around Kafka: its nodes and bottleneck in a sentence, and its numbers in tables. */
export interface ServiceFigures {
  readonly title: string;
  readonly sentence: string;
  readonly listings: readonly Listing[];
}

/** The figures of a planned service. */
export function serviceFigures(service: PlannedService): ServiceFigures {
  return {
    title: titles[service.kind],
    sentence: fleetSentence(service.fleet),
    listings: [...jobListings(service), fleetListing(service.fleet)],
  };
}
