import { z } from "zod";
import type { Block, Cell } from "../../loadgen/report/model/block.ts";
import { type Chart, lineColours } from "../../loadgen/report/model/chart.ts";
import type { Flows } from "../../loadgen/report/model/flows.ts";
import type { Gauges } from "../../loadgen/report/model/gauges.ts";
import type { Racks } from "../../loadgen/report/model/racks.ts";
import type { ReportModel } from "../../loadgen/report/model/report.ts";
import { ofType } from "./of-type.ts";

const axis = z.strictObject({
  name: z.string().describe("What is counted along it, in which unit"),
  scale: z.enum(["linear", "log"]),
  labels: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.enum(["number", "percent", "tail", "runs"]) }),
    z.strictObject({ kind: z.literal("days"), from: z.string().nullable() }),
  ]),
  max: z.number().exactOptional(),
});

const chart = ofType<Chart>()(
  z.strictObject({
    id: z.string().describe("Unique in the report"),
    title: z.string(),
    alt: z.string().describe("What a reader who cannot see the chart should know"),
    x: axis,
    y: axis,
    lines: z.array(
      z.strictObject({
        name: z.string(),
        colour: z.enum(["due", ...lineColours]),
        broad: z.boolean().exactOptional(),
        apart: z.boolean().exactOptional(),
        points: z.array(z.tuple([z.number(), z.number().nullable()])).describe("x and y; a null leaves a gap"),
      }),
    ),
    limit: z.strictObject({ y: z.number(), text: z.string() }).exactOptional(),
    shaded: z.tuple([z.number(), z.number()]).describe("Part of the x axis, such as the warm-up").exactOptional(),
    marks: z.array(z.number()).describe("Where something happened: 1, 2, 3 in this order").exactOptional(),
    deeds: z
      .array(z.strictObject({ x: z.number(), kind: z.enum(["begin", "end"]), text: z.string() }))
      .describe("Where something was done")
      .exactOptional(),
  }),
);

const gauges = ofType<Gauges>()(
  z.strictObject({
    title: z.string(),
    states: z.array(z.string()).describe("Such as `normal` and `after the loss`"),
    gauges: z.array(
      z.strictObject({
        name: z.string(),
        limit: z.number().nullable().describe("The part that may be used; null where no rule tells"),
        uses: z.array(z.number().nullable()).describe("Fractions, in the order of the states; null: not known"),
        bottleneck: z.number().nullable().describe("The state in which it is the bottleneck, by its position"),
      }),
    ),
  }),
);

const flows = ofType<Flows>()(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    alt: z.string(),
    nodes: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        kind: z.enum(["source", "cluster", "reader"]),
        detail: z.string(),
      }),
    ),
    flows: z.array(z.strictObject({ from: z.string(), to: z.string(), bytesPerSecond: z.number() })),
  }),
);

const racks = ofType<Racks>()(
  z.strictObject({
    cluster: z.string(),
    racks: z.array(z.strictObject({ name: z.string(), brokers: z.array(z.number()) })),
    leadersPerBroker: z.number().describe("Of the busiest broker"),
    replicasPerBroker: z.number().describe("Of the busiest broker"),
    metadata: z.strictObject({ name: z.string(), nodes: z.number() }),
  }),
);

const fact = z.tuple([z.string(), z.string()]).describe("A term and its value");

const cell: z.ZodType<Cell> = z.union([
  z.string(),
  z.strictObject({ kind: z.literal("code"), text: z.string() }),
  z.strictObject({
    kind: z.literal("outcome"),
    outcome: z.enum(["pass", "fail", "invalid", "better", "worse"]),
    text: z.string(),
  }),
  z.strictObject({ kind: z.literal("bar"), fraction: z.number(), text: z.string() }),
  z.strictObject({
    kind: z.literal("lines"),
    get lines() {
      return z.array(cell);
    },
  }),
]);

const block: z.ZodType<Block> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("section"),
    title: z.string(),
    get blocks() {
      return z.array(block);
    },
  }),
  z.strictObject({ kind: z.literal("text"), tone: z.enum(["plain", "note", "statement"]), text: z.string() }),
  z.strictObject({ kind: z.literal("facts"), facts: z.array(fact) }),
  z.strictObject({
    kind: z.literal("table"),
    caption: z.string(),
    columns: z.array(z.strictObject({ head: z.string(), numeric: z.boolean() })),
    rows: z.array(z.array(cell)),
  }),
  z.strictObject({ kind: z.literal("list"), numbered: z.boolean(), items: z.array(cell) }),
  z.strictObject({
    kind: z.literal("folded"),
    title: z.string(),
    get blocks() {
      return z.array(block);
    },
  }),
  z.strictObject({ kind: z.literal("chart"), chart }),
  z.strictObject({ kind: z.literal("gauges"), gauges }),
  z.strictObject({ kind: z.literal("flows"), flows }),
  z.strictObject({ kind: z.literal("racks"), racks }),
]);

const verdict = ofType<ReportModel["verdict"]>()(
  z.strictObject({
    word: z.enum(["pass", "fail", "invalid", "planned", "refused", "measured", "compared"]),
    sentence: z.string().describe("With the reasons"),
  }),
);

/** What `plimsoll report --json` prints: everything that the page and the Markdown say. */
export const reportSchema: z.ZodType<ReportModel> = z.strictObject({
  schema: z.literal("plimsoll/report@1").describe("Name and version of this form"),
  subject: ofType<ReportModel["subject"]>()(z.enum(["plan", "proof", "comparison"])).describe("What it is about"),
  name: z.string().describe("Name of the system"),
  title: z.string(),
  verdict: verdict.describe("The outcome, in a word and in a sentence"),
  besides: z
    .array(z.strictObject({ part: z.string().nullable(), sentence: z.string() }))
    .describe("The verdicts of other parts, and what was not done"),
  highlights: z.array(fact).describe("The figures to see first"),
  parts: z
    .array(
      z.strictObject({
        id: z.string().describe("Letters, digits and hyphens; unique in the report"),
        title: z.string(),
        blocks: z.array(block),
      }),
    )
    .describe("What the page shows, in its order"),
});
