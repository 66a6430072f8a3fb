/**
 * Whether brokers refused an answer for want of rights: by their own code, by what it led to, or by the words of kafkajs
 * for a group whose coordinator it was not told, which keep nothing of the code.
 */
export const isDenied = (error: unknown): boolean =>
  error instanceof Error &&
  (("type" in error && String(error.type).endsWith("_AUTHORIZATION_FAILED")) ||
    error.name === "KafkaJSGroupCoordinatorNotFound" ||
    isDenied(error.cause));

/** An answer; null where it is refused for want of rights. */
export async function orDenied<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isDenied(error)) return null;
    throw error;
  }
}
