export type Align = "left" | "right";

/** Lays rows out in columns two spaces apart; `align` says where each column's text stands. No row ends in a space. */
export function columns(rows: readonly (readonly string[])[], align: readonly Align[]): string[] {
  const widths = align.map((_, i) => Math.max(0, ...rows.map((row) => (row[i] ?? "").length)));
  return rows.map((row) =>
    align
      .map((side, i) => (side === "left" ? (row[i] ?? "").padEnd(widths[i]!) : (row[i] ?? "").padStart(widths[i]!)))
      .join("  ")
      .trimEnd(),
  );
}
