import { z } from "zod";
import { amount, block, count, text } from "./fields.ts";

const name = text("Name of the field", "METER");
const whole = (about: string, example: number) => z.int().meta({ description: about, examples: [example] });
const finite = (about: string, example: number) => z.number().meta({ description: about, examples: [example] });
const width = z.literal([1, 2, 4, 8]).default(8).meta({ description: "Bytes of the number in a binary record" });

const fieldSchema = z
  .discriminatedUnion("type", [
    block({
      name,
      type: z.literal("sequence").meta({ description: "Whole numbers, one after another" }),
      from: whole("First value", 1).default(0),
      step: whole("From one record to the next", 1).default(1),
      bytes: width,
    }),
    block({
      name,
      type: z.literal("integer").meta({ description: "Whole numbers at random" }),
      from: whole("Least value", 1),
      to: whole("Largest value", 96),
      bytes: width,
    }),
    block({
      name,
      type: z.literal("decimal").meta({ description: "Numbers with a point, at random" }),
      from: finite("Least value", 0),
      to: finite("Largest value", 25),
      digits: z.int().min(0).max(9).default(2).meta({ description: "Digits after the point" }),
    }),
    block({
      name,
      type: z.literal("timestamp").meta({ description: "Times, each a step after the one before" }),
      from: z.iso.datetime().default("2026-01-01T00:00:00Z").meta({ description: "Time of the first record, UTC" }),
      step: amount("duration", "From one record to the next; 10 ms if it is left out", "15 min").optional(),
      as: z.enum(["iso", "date", "millis", "seconds"]).default("iso").meta({
        description: "As ISO 8601, its date alone, or since 1970; in a binary record always milliseconds since 1970",
      }),
    }),
    block({ name, type: z.literal("guid").meta({ description: "A GUID at random" }) }),
    block({
      name,
      type: z.literal("choice").meta({ description: "One of some values, by their weights" }),
      values: z
        .record(z.string().min(1), z.number().positive())
        .refine((values) => Object.keys(values).length > 0, {
          error: "is empty; write for example `{ data: 9, voice: 1 }`",
        })
        .meta({ description: "Values, each with its weight", examples: [{ data: 9, voice: 1 }] }),
    }),
    block({
      name,
      type: z.literal("text").meta({ description: "Letters at random" }),
      length: count("Letters", 12, 100_000),
    }),
    block({
      name,
      type: z.literal("subscriber").meta({ description: "The number of one of so many subscribers" }),
      count: count("Different subscribers", 16_000_000, 1e12).default(16_000_000),
    }),
    block({
      name,
      type: z.literal("constant").meta({ description: "The same text in every record" }),
      value: text("The same in every record", "sms"),
    }),
    block({ name, type: z.literal("padding").meta({ description: "Fills a record up to its size" }) }),
  ])
  .superRefine((field, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if ((field.type === "integer" || field.type === "decimal") && field.to < field.from)
      refuse("to", `is ${field.to}, less than \`from\`; write at least ${field.from}`);
    if (field.type === "integer" && field.bytes < 8) {
      const most = 2 ** (8 * field.bytes - 1) - 1;
      if (field.to > most || field.from < -most - 1)
        refuse("bytes", `are ${field.bytes}, which hold at most ${most}; write more bytes or a smaller range`);
    }
  });
export type RecordField = z.output<typeof fieldSchema>;

/** `record:` of a topic: what stands in its messages, for a load that looks like the real one. */
export const recordSchema = block({
  format: z.enum(["csv", "json", "binary"]).meta({ description: "How the fields are written" }),
  fields: z.array(fieldSchema).min(1).meta({ description: "Fields in their order" }),
}).superRefine(({ fields }, context) => {
  const refuse = (at: number, key: string, message: string) =>
    context.addIssue({ code: "custom", path: ["fields", at, key], message });
  const names = fields.map((field) => field.name);
  for (const [at, field] of fields.entries()) {
    if (names.indexOf(field.name) < at) refuse(at, "name", `\`${field.name}\` stands here twice; name each field once`);
    if (field.type === "padding" && fields.findIndex(({ type }) => type === "padding") < at)
      refuse(at, "type", "is padding a second time; one field fills up the record");
  }
});
export type RecordTemplate = z.output<typeof recordSchema>;
