import { z } from "zod";
import { block, count, text } from "./fields.ts";
import { harmonic } from "./harmonic.ts";

/** `keys:` of a topic: how its messages are spread over their keys. */
export const keysSchema = block({
  count: count("Different keys", 16_000_000, 1e12).optional(),
  skew: z
    .number()
    .min(0)
    .max(5)
    .optional()
    .meta({ description: "Exponent of a Zipf distribution of the keys; 0 is even", examples: [0.9] }),
  hottest: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .meta({ description: "Part of the messages that has the most frequent key", examples: [0.001] }),
  field: text(
    "Field of the topic's `record` whose text is the key; it tells how many keys there are",
    "METER",
  ).optional(),
}).superRefine(({ count, skew, hottest, field }, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (field !== undefined) {
    for (const [path, told] of Object.entries({ count, skew, hottest }))
      if (told !== undefined) refuse(path, "is already told by `field`; leave one of them out");
    return;
  }
  if (skew !== undefined && count === undefined)
    refuse("skew", "needs the number of keys; write for example `count: 16000000` as well");
  if (skew !== undefined && hottest !== undefined)
    refuse("hottest", "is already told by `skew`; leave one of them out");
  if (hottest !== undefined && count !== undefined && hottest * count < 1)
    refuse("hottest", `is less than an even share of ${count} keys; write at least ${1 / count}`);
});
export type Keys = z.output<typeof keysSchema>;

/** Part of the messages that has the most frequent key: as told, by the distribution, or 0 where nothing is known. */
export function hottestShare({ count, skew, hottest }: Keys): number {
  if (hottest !== undefined) return hottest;
  return count === undefined ? 0 : 1 / harmonic(count, skew ?? 0);
}
