import { type Command, Option } from "commander";
import type { Driver } from "../loadgen/drivers/driver.ts";
import { type AgentsOptions, parseAgents } from "./agent-options.ts";
import { parseBootstrap } from "./options.ts";

/** What a command line says of the cluster that is loaded. */
export type ClusterOptions = { against?: string[]; stack?: string; clientConfig?: string; cluster?: string };

/** What a command line says of who makes the load. */
export type ClientOptions = { driver: Driver["name"] } & AgentsOptions;

/** Adds the options that say which cluster is loaded. */
export function addClusterOptions(command: Command): Command {
  return command
    .option("--against <bootstrap>", "brokers to load, host:port,...; else the local cluster", parseBootstrap)
    .addOption(
      new Option("--stack <name>", "load what this Pulumi stack has deployed, as its outputs say").conflicts("against"),
    )
    .option("--client-config <file>", "Kafka client properties: TLS, login, and brokers")
    .option("--cluster <name>", "which cluster of the plan to load, where it has several");
}

/** Adds the options that say who makes the load. */
export function addClientOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--driver <name>", "client that makes the load").choices(["plimsoll", "kafkajs"]).default("plimsoll"),
    )
    .option(
      "--agents <addresses>",
      "hosts that carry the load, each with a `plimsoll agent`: host:port,...",
      parseAgents,
    )
    .option("--agent-token-file <file>", "the token that the agents know; else the one in PLIMSOLL_AGENT_TOKEN");
}
