import type { Command } from "commander";
import type { Perform } from "./context.ts";

/** Headings of `plimsoll --help`, in their order. */
export const groups = ["Start here", "Plan, deploy, prove", "More"] as const;
type Group = (typeof groups)[number];

/** Adds a command to the program, with its options, its help and what it does. */
type AddCommand = (program: Command, perform: Perform) => void;

/** A command of which nothing is loaded before it is named. */
export type Listed = {
  readonly group: Group;
  readonly name: string;
  /** For the list of all commands: few words. */
  readonly summary: string;
  readonly load: () => Promise<AddCommand>;
};

const command = (group: Group, name: string, summary: string, load: Listed["load"]): Listed => ({
  ...{ group, name, summary, load },
});

/** Every command, in the order in which `plimsoll --help` lists them. */
export const commands: readonly Listed[] = [
  command(
    "Start here",
    "wizard",
    "ask what flows and what there is, plan as you type, write the files",
    async () => (await import("./commands/wizard.ts")).addWizardCommand,
  ),
  command(
    "Start here",
    "start",
    "the whole loop on this machine: plan, up, prove, report, down",
    async () => (await import("./commands/start.ts")).addStartCommand,
  ),
  command(
    "Start here",
    "doctor",
    "what this machine lacks, and how to get it",
    async () => (await import("./commands/doctor.ts")).addDoctorCommand,
  ),
  command(
    "Plan, deploy, prove",
    "plan",
    "which clusters and brokers carry a workload, and what binds them",
    async () => (await import("./commands/plan.ts")).addPlanCommand,
  ),
  command(
    "Plan, deploy, prove",
    "explain",
    "why a number of the plan is what it is",
    async () => (await import("./commands/explain.ts")).addExplainCommand,
  ),
  command(
    "Plan, deploy, prove",
    "up",
    "bring the planned cluster up on this machine",
    async () => (await import("./commands/up.ts")).addUpCommand,
  ),
  command(
    "Plan, deploy, prove",
    "status",
    "what runs of it, and what differs from the plan",
    async () => (await import("./commands/status.ts")).addStatusCommand,
  ),
  command(
    "Plan, deploy, prove",
    "prove",
    "load it as planned, audit every message, pass or fail it",
    async () => (await import("./commands/prove.ts")).addProveCommand,
  ),
  command(
    "Plan, deploy, prove",
    "down",
    "stop it and remove its data",
    async () => (await import("./commands/down.ts")).addDownCommand,
  ),
  command(
    "More",
    "observe",
    "a workload from a cluster",
    async () => (await import("./commands/observe.ts")).addObserveCommand,
  ),
  command(
    "More",
    "capacity",
    "what hosts can carry",
    async () => (await import("./commands/capacity.ts")).addCapacityCommand,
  ),
  command(
    "More",
    "what-if",
    "what each input changes",
    async () => (await import("./commands/what-if.ts")).addWhatIfCommand,
  ),
  command(
    "More",
    "report",
    "a plan or proof as a page",
    async () => (await import("./commands/report.ts")).addReportCommand,
  ),
  command(
    "More",
    "find-max",
    "highest rate that holds",
    async () => (await import("./commands/find-max.ts")).addFindMaxCommand,
  ),
  command("More", "mark", "what the generator offers", async () => (await import("./commands/mark.ts")).addMarkCommand),
  command(
    "More",
    "calibrate",
    "what work costs a broker",
    async () => (await import("./commands/calibrate.ts")).addCalibrateCommand,
  ),
  command("More", "agent", "load from another host", async () => (await import("./commands/agent.ts")).addAgentCommand),
  command(
    "More",
    "ingest",
    "JSON over HTTP to topics",
    async () => (await import("./commands/ingest.ts")).addIngestCommand,
  ),
  command("More", "k6", "the load as k6 scripts", async () => (await import("./commands/k6.ts")).addK6Command),
  command("More", "cache", "what was fetched", async () => (await import("./commands/cache.ts")).addCacheCommand),
];
