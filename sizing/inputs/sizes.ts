import { z } from "zod";
import { amount, block } from "./fields.ts";

/** `sizes:` of a topic: kinds of messages, each with its size and its part of the messages. */
export const sizesSchema = z
  .array(
    block({
      size: amount("bytes", "Size of such a message before compression", "200 B"),
      share: z
        .number()
        .gt(0)
        .max(1)
        .meta({ description: "Part of the messages", examples: [0.9] }),
    }),
  )
  .min(1)
  .superRefine((kinds, context) => {
    const sum = kinds.reduce((total, { share }) => total + share, 0);
    if (Math.abs(sum - 1) > 1e-6)
      context.addIssue({ code: "custom", message: `have shares that add up to ${sum}; write shares that add up to 1` });
  })
  .meta({ description: "Sizes of the messages, instead of their mean" });
export type Sizes = z.output<typeof sizesSchema>;

export const meanSize = (sizes: Sizes): number => sizes.reduce((mean, { size, share }) => mean + size * share, 0);
export const largestSize = (sizes: Sizes): number => Math.max(...sizes.map(({ size }) => size));
