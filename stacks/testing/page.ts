import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatBytes, formatDuration, type PlannedCluster } from "../../sizing/index.ts";
import { root } from "./systems.ts";

export const readPage = (name: string): Promise<string> => readFile(join(root, "docs/systems", `${name}.md`), "utf8");

const squeezed = (text: string): string => text.replaceAll(/\s+/g, " ");

/** Those of the figures that a page of `docs/systems` does not quote, however its lines and columns are broken. */
export async function missingFrom(name: string, figures: readonly string[]): Promise<string[]> {
  const page = squeezed(await readPage(name));
  return figures.filter((figure) => !page.includes(squeezed(figure)));
}

export const grouped = (value: number): string => value.toLocaleString("en-US");
export const percent = (fraction: number | null): string => `${Math.round(fraction! * 100)} %`;

/** A multiple as the command shows it: four digits, never more than it is. */
export function times(multiple: number): string {
  const unit = 10 ** (Math.floor(Math.log10(multiple)) - 3);
  return String(Number((Math.floor(multiple / unit) * unit).toPrecision(4)));
}

/** A time for which something holds, as the command shows it: in whole minutes, never longer than it is. */
export const lasting = (seconds: number): string => formatDuration(Math.floor(seconds / 60) * 60);

/** Neighbouring cells of a table. */
export const row = (...cells: (string | number)[]): string => cells.join(" | ");

/** Brokers with the host that was chosen for them, such as `3 x m2.large`. */
export const brokersOf = ({ brokers, host }: PlannedCluster): string =>
  `${brokers} x ${host.offer?.replace(/\+.*/, "")}`;

/** The disks of a broker, such as `3 x 1.61 TB`. */
export const disksOf = ({ host }: PlannedCluster): string =>
  host.disks
    .map(({ count, sizeBytes }) => (count === 1 ? formatBytes(sizeBytes) : `${count} x ${formatBytes(sizeBytes)}`))
    .join(", ");
