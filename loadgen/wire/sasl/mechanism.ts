/** One dialogue by which a client shows who it is, as RFC 4422 has it. Another way to log in is another of these. */
export interface SaslMechanism {
  /** As brokers call it. */
  readonly name: string;
  /** What the client says first. */
  first(): Buffer | Promise<Buffer>;
  /**
   * What the client says to `challenge`; null when it has nothing more to say and the server has shown all it must.
   * Throws if the server cannot show it.
   */
  next(challenge: Buffer): Buffer | null | Promise<Buffer | null>;
}
