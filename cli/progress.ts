import type { Terminal } from "./terminal.ts";

/** What a long command tells while it works, on stderr. */
export interface Progress {
  /** A line that stays. */
  log(line: string): void;
  /** What begins now: always told, but replaced on a terminal. */
  step(text: string): void;
  /** How it stands; the next one replaces it, and without a terminal most are left out. */
  status(text: string): void;
  /** Takes the status line away. */
  close(): void;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 120;
const quietMs = 5000;
const eraseLine = "\r\u001b[2K";

/** One line redrawn with a spinner and the time on a terminal; elsewhere plain lines, a status every 5 s at most. */
export function createProgress(terminal: Terminal, now: () => number = () => performance.now()): Progress {
  return terminal.live ? liveProgress(terminal, now) : plainProgress(terminal, now);
}

function liveProgress({ err, columns, paintErr }: Terminal, now: () => number): Progress {
  const began = now();
  let text = "";
  let frame = 0;
  const draw = (): void => {
    const elapsed = `${Math.round((now() - began) / 1000)} s`;
    const spinner = frames[frame++ % frames.length]!;
    err.write(
      `${eraseLine}${paintErr("cyan", spinner)} ${paintErr("dim", elapsed)} ${text.slice(0, columns - elapsed.length - 4)}`,
    );
  };
  let timer: NodeJS.Timeout | undefined;
  const status = (next: string): void => {
    text = next;
    timer ??= setInterval(draw, frameMs).unref();
    draw();
  };
  return {
    log: (line) => {
      err.write(timer ? `${eraseLine}${line}\n` : `${line}\n`);
      if (timer) draw();
    },
    step: status,
    status,
    close: () => {
      if (timer) err.write(eraseLine);
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function plainProgress({ err }: Terminal, now: () => number): Progress {
  let last = Number.NEGATIVE_INFINITY;
  const step = (text: string): void => {
    last = now();
    err.write(`${text}\n`);
  };
  return {
    log: (line) => void err.write(`${line}\n`),
    step,
    status: (text) => {
      if (now() - last >= quietMs) step(text);
    },
    close: () => {},
  };
}
