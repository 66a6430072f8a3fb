import { z } from "zod";

export const fraction = z.number().nonnegative();
export const bytes = z.number().nonnegative();
export const bytesPerSecond = z.number().nonnegative();
