/** What a build that may take minutes works with. */
export interface BuildTools {
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  /** How far it is; many lines, of which each replaces the one before. */
  readonly status: (line: string) => void;
  readonly signal: AbortSignal;
}
