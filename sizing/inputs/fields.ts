import { z } from "zod";
import { didYouMean } from "../suggest.ts";
import type { Dimension, Dimensions } from "../units/dimensions.ts";
import { type Quantity, readQuantity } from "../units/read.ts";

/** How a value looks in a message: texts and numbers in backquotes, other things by their kind. */
export function show(value: unknown): string {
  if (typeof value === "string") return `\`${value.length > 60 ? `${value.slice(0, 57)}...` : value}\``;
  if (typeof value === "number" || typeof value === "boolean") return `\`${value}\``;
  if (Array.isArray(value)) return "a list";
  return value === null || value === undefined ? "nothing" : "a block";
}

/** An object with exactly these keys; an unknown one is an error with a suggestion. */
export function block<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      const known = Object.keys(shape);
      const otherKind = issue.code === "invalid_type" && issue.input !== undefined && issue.input !== null;
      if (otherKind) return `is ${show(issue.input)}, but a block of keys is wanted: ${known.slice(0, 6).join(", ")}`;
      if (issue.code !== "unrecognized_keys") return undefined;
      return issue.keys
        .map((key) => `unknown key \`${key}\`; ${didYouMean(key, known) || `known keys are ${known.join(", ")}`}`)
        .join("; ");
    },
  });
}

/** A quantity of one of several kinds, read to its canonical number with its kind. Zero is refused. */
export function quantity<D extends Dimension>(dimensions: readonly D[], about: string, example: string) {
  return z
    .string({
      error: ({ input }) => {
        if (input === undefined || input === null) return `is missing; write for example \`${example}\``;
        return typeof input === "number"
          ? `${show(input)} has no unit; write for example \`${example}\``
          : `is ${show(input)}, but a number with a unit is wanted; write for example \`${example}\``;
      },
    })
    .meta({ description: about, examples: [example] })
    .transform((text, context): Quantity<D> => {
      const reading = readQuantity(text, dimensions, `\`${example}\``);
      if (!reading.ok) {
        context.addIssue({ code: "custom", message: `${reading.message}; ${reading.remedy}` });
        return z.NEVER;
      }
      if (reading.quantity.value === 0) {
        context.addIssue({
          code: "custom",
          message: `${show(text)} is zero; write more than that or leave the key out`,
        });
        return z.NEVER;
      }
      return reading.quantity;
    });
}

/** A quantity of one kind, as its canonical number. */
export function amount<D extends Dimension>(dimension: D, about: string, example: string) {
  return quantity([dimension], about, example).transform((read) => read.value as Dimensions[D]);
}

/** A whole number from 1 to `most`. */
export const count = (about: string, example: number, most = 1_000_000) =>
  z
    .int()
    .min(1)
    .max(most)
    .meta({ description: about, examples: [example] });

/** A number above zero. */
export const positive = (about: string, example: number) =>
  z
    .number()
    .positive()
    .meta({ description: about, examples: [example] });

/** A text that is not empty. */
export const text = (about: string, example: string) =>
  z
    .string()
    .min(1)
    .meta({ description: about, examples: [example] });
