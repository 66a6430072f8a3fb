import type { z } from "zod";

/** A type without what forbids to change it, as the value of a schema has it. */
type Mutable<T> = T extends readonly unknown[]
  ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/**
 * A schema of what a command prints and the code has as a plain type. It does not compile where the two differ: what a
 * schema says stands in it once more, and could otherwise be left behind.
 */
export const ofType =
  <T>() =>
  <S extends z.ZodType>(schema: Same<Mutable<T>, z.infer<S>> extends true ? S : never): S =>
    schema as S;
