import { type InputChange, inputChanges } from "../../../loadgen/report/compare/written.ts";
import { paintOf } from "../../ink/look.ts";
import { tableOf } from "../../views/table.ts";
import type { Planned } from "../contract.ts";
import type { Space } from "./space.ts";

/** Inputs that differ take no more of the rows than this. */
const mostOfRows = 1 / 3;

/** A key without its file; an inventory's says so, since a workload has nearly all of them. */
const keyText = ({ file, key }: InputChange): string => (file === "workload" ? key : `${file} ${key}`);

/** What was changed from one variant to the other, as a table with an empty line below; nothing where nothing was. */
export function changedRows(kept: Planned, now: Planned, { columns, rows, look }: Space): string[] {
  const changes = inputChanges(now.written, kept.written);
  if (changes.length === 0) return [];
  const paint = paintOf(look);
  const most = Math.max(1, Math.floor(rows * mostOfRows) - 2);
  const shown = changes.length <= most ? changes : changes.slice(0, most - 1);
  const more = changes.length - shown.length;
  const head = tableOf<InputChange>(
    [
      ["changed", "left", keyText],
      ["kept", "left", ({ other }) => other ?? "left out"],
      ["now", "left", ({ now: value }) => value ?? "left out"],
    ],
    shown,
    columns,
  );
  return [
    ...head.map((line, at) => (at === 0 ? paint("dim", line) : line)),
    ...(more === 0 ? [] : [paint("dim", `  and ${more} more`)]),
    "",
  ];
}
