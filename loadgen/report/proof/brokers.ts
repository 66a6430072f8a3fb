import { formatBytesPerSecond } from "../../../sizing/index.ts";
import { cpuTimes } from "../../broker-side/cpu-time.ts";
import type { BrokerSample } from "../../proof/broker-sample.ts";
import type { Proof } from "../../proof/proof.ts";
import { cores, measured } from "../busiest-text.ts";
import { count } from "../figures.ts";
import { type Block, section, type Table, type TableColumn, table } from "../model/block.ts";
import { brokerCpuChart, brokerDiskChart } from "./broker-charts.ts";
import { whileLoaded } from "./while-loaded.ts";

/** What the brokers told of themselves, beside the load; nothing where none could be asked. */
export function brokerBlocks(proof: Proof): Block[] {
  if (proof.brokers.length === 0) return [];
  const shown = whileLoaded(proof);
  const charts = [brokerCpuChart(shown), brokerDiskChart(shown)].filter((chart) => chart !== null);
  return [section("Brokers", ...charts.map((chart) => ({ kind: "chart", chart }) as const), brokerTable(proof))];
}

const notTold = "not told";

/** What nobody told has no column. */
function brokerTable(proof: Proof): Table {
  const { from, to } = measured(proof);
  const cpu = new Map(cpuTimes(proof.brokers, from, to).map(({ broker, cpuSeconds }) => [broker, cpuSeconds]));
  const names = [...new Set(proof.brokers.map(({ broker }) => broker))];
  const rows = names.map((broker) => {
    const samples = proof.brokers.filter((sample) => sample.broker === broker && sample.t > from && sample.t <= to + 1);
    const seconds = cpu.get(broker);
    return { broker, samples, cpu: seconds === undefined ? null : seconds / (to - from) };
  });
  const mean = (samples: readonly BrokerSample[], key: ByteRate) => {
    const told = samples.filter((sample) => sample[key] !== null);
    const seconds = told.reduce((sum, sample) => sum + sample.seconds, 0);
    return seconds === 0
      ? notTold
      : formatBytesPerSecond(told.reduce((sum, sample) => sum + sample[key]! * sample.seconds, 0) / seconds);
  };
  const most = (samples: readonly BrokerSample[], key: "leaders" | "underReplicatedPartitions") => {
    const told = samples.flatMap((sample) => sample[key] ?? []);
    return told.length === 0 ? notTold : count(Math.max(...told));
  };
  const bytes = (head: string, key: ByteRate) => ({
    head,
    numeric: true,
    cell: ({ samples }: (typeof rows)[number]) => mean(samples, key),
  });
  const columns: TableColumn<(typeof rows)[number]>[] = [
    { head: "broker", cell: ({ broker }) => broker },
    { head: "CPU", numeric: true, cell: (row) => (row.cpu === null ? notTold : cores(row.cpu)) },
    bytes("disk, written", "diskWriteBytesPerSecond"),
    bytes("disk, read", "diskReadBytesPerSecond"),
    bytes("from producers", "networkInBytesPerSecond"),
    bytes("to consumers", "networkOutBytesPerSecond"),
    { head: "most led", numeric: true, cell: ({ samples }) => most(samples, "leaders") },
    {
      head: "most under-replicated",
      numeric: true,
      cell: ({ samples }) => most(samples, "underReplicatedPartitions"),
    },
  ];
  const told = columns.filter(({ cell }) => rows.some((row) => cell(row) !== notTold));
  return table("Brokers in the measured time", told, rows);
}

type ByteRate =
  | "diskReadBytesPerSecond"
  | "diskWriteBytesPerSecond"
  | "networkInBytesPerSecond"
  | "networkOutBytesPerSecond";
