import type { NextStep } from "./next.ts";
import type { Session } from "./session.ts";

/** How the questions are asked: on a screen, or line by line. */
export interface Asker {
  /** Asks until the files may be written, or the user leaves. */
  readonly ask: (session: Session, out: string | null) => Promise<"write" | "left">;
  readonly askNext: () => Promise<NextStep>;
  readonly close: () => void;
}
