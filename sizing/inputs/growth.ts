import { z } from "zod";
import { amount, block, show } from "./fields.ts";

/** Beyond this a growth is a slip of the pen. */
const mostGrowth = 1e6;

/** Growth is often said in per cent. */
const noFactor = ({ input }: { readonly input?: unknown }): string =>
  input === undefined || input === null
    ? "is missing; write for example `1.4` for 40 % more"
    : `is ${show(input)}, but a factor of at least 1 is wanted; write for example \`1.4\` for 40 % more`;

/** Growth of every rate: `factor` for each `over`, compounded up to `horizon`. */
export const growthSchema = block({
  factor: z
    .number({ error: noFactor })
    .min(1, { error: noFactor })
    .meta({ description: "Growth in one period", examples: [2] }),
  over: amount("duration", "The period", "1 year"),
  horizon: amount("duration", "How far ahead the plan looks", "2 years"),
  from: z.iso
    .date({ error: ({ input }) => `is \`${input}\`, which is no date; write for example \`2026-11-01\`` })
    .optional()
    .meta({
      description: "Day on which the rates are as written; growth is told in dates then",
      examples: ["2026-11-01"],
    }),
  enforce: z.boolean().default(false).meta({ description: "Judge the whole plan at the horizon" }),
}).superRefine(({ factor, over, horizon }, context) => {
  if (factor ** (horizon / over) <= mostGrowth) return;
  const message = `compounds to more than ${mostGrowth} times by the horizon; lower the factor or the horizon, or write a longer \`over\``;
  context.addIssue({ code: "custom", path: ["factor"], message });
});
export type Growth = z.output<typeof growthSchema>;

/** How many times today's rates the horizon has: the factor compounded over the periods up to it. */
export const growthAtHorizon = (growth: Growth | undefined): number =>
  growth === undefined ? 1 : growth.factor ** (growth.horizon / growth.over);
