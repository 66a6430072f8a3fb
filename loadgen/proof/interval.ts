import { z } from "zod";

/** A mean with the half width of its interval at `confidence`; null where there are too few values for one. */
export const interval = z.strictObject({
  mean: z.number(),
  halfWidth: z.number().nonnegative().nullable(),
  confidence: z.number(),
});
