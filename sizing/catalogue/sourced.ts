import { z } from "zod";
import { text } from "../inputs/fields.ts";

/** Who says the figures of a block, and on which day they were read. */
export const sourced = {
  source: text("Who says so", "AWS EC2 DescribeInstanceTypes, us-east-1"),
  asOf: z.iso
    .date({ error: ({ input }) => `is \`${input}\`, but a day is wanted; write for example \`2026-08-22\`` })
    .meta({ description: "Day on which the figures were read", examples: ["2026-08-22"] }),
};

/** A source as explanations show it. */
export const cite = ({ source, asOf }: { readonly source: string; readonly asOf: string }): string =>
  `${source}, as of ${asOf}`;
