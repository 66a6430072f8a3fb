import { execFile, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A tmux command answers at once, or it hangs. */
const answerMs = 5000;
const pollMs = 50;
const restMs = 400;
/** The shell ends by itself after so long, and its tmux with it, if a test is killed before it closes it. */
const longestSeconds = 120;
const prompt = "ready$ ";

/** Why this machine has no terminal to test in; null if it has. */
export function whyNoTmux(): string | null {
  try {
    execFileSync("tmux", ["-V"], { stdio: "ignore" });
    return null;
  } catch {
    return "the command `tmux` is missing";
  }
}

/** A terminal of its own with a shell in it, seen as a person sees it. */
export interface Terminal {
  /** Types a text as it is. */
  type(text: string): Promise<void>;
  /** Presses keys by their names: `Enter`, `Down`, `C-c`. */
  press(...keys: string[]): Promise<void>;
  /** The screen as text, without trailing spaces. */
  screen(): Promise<string>;
  /** The screen with its escape sequences for colours and weight. */
  painted(): Promise<string>;
  /** Waits until the screen shows a text; throws with the screen where it does not within the time. */
  shows(what: string | RegExp, ms?: number): Promise<string>;
  /** Waits until the screen stays as it is for a moment. */
  settled(): Promise<void>;
  /** Whether the cursor is seen, and whether a program has the other screen. */
  state(): Promise<{ cursor: boolean; alternate: boolean }>;
  /** Waits until the command that runs ends, and gives its exit code. */
  exitCode(): Promise<number>;
  /** Ends the shell and its tmux. */
  close(): Promise<void>;
}

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  /** Where the shell begins; the terminal keeps its socket there. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Opens a terminal of so many columns and rows, with a shell that has only the given environment. */
export async function openTerminal({ columns, rows, folder, environment }: TerminalOptions): Promise<Terminal> {
  const socket = join(folder, "terminal.socket");
  const tmux = async (...words: string[]): Promise<string> =>
    (await run("tmux", ["-u", "-S", socket, "-f", "/dev/null", ...words], { timeout: answerMs, env: process.env }))
      .stdout;
  const variables = {
    PATH: process.env.PATH ?? "",
    HOME: folder,
    TERM: "screen-256color",
    PS1: prompt,
    ...environment,
  };
  const shell = [
    ...["timeout", "--foreground", String(longestSeconds)],
    ...["env", "-i", ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)],
    ...["bash", "--noprofile", "--norc"],
  ];
  const size = ["-x", String(columns), "-y", String(rows)];
  const screen = () => tmux("capture-pane", "-p").then((text) => text.replaceAll(/ +$/gm, "").trimEnd());
  const shows = async (what: string | RegExp, ms = 20_000): Promise<string> => {
    const ends = performance.now() + ms;
    for (;;) {
      const text = await screen();
      if (typeof what === "string" ? text.includes(what) : what.test(text)) return text;
      if (performance.now() > ends) throw new Error(`the screen does not show ${what} after ${ms} ms:\n${text}`);
      await sleep(pollMs);
    }
  };
  const prompted = () => shows(/ready\$$/);
  const close = async (): Promise<void> => {
    await tmux("kill-server").catch(() => {});
  };
  const type = async (text: string): Promise<void> => {
    await tmux("send-keys", "-l", "--", text);
  };
  try {
    await tmux(
      "new-session",
      "-d",
      ...size,
      "-c",
      folder,
      ...shell,
      ";",
      "set",
      "-g",
      "status",
      "off",
      ";",
      "set",
      "-s",
      "escape-time",
      "0",
    );
    await prompted();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    type,
    press: async (...keys) => {
      await tmux("send-keys", "--", ...keys);
    },
    screen,
    painted: () => tmux("capture-pane", "-p", "-e"),
    shows,
    settled: async () => {
      for (let before = "", now = await screen(); before !== now; now = await screen()) {
        before = now;
        await sleep(restMs);
      }
    },
    state: async () => {
      const [cursor, alternate] = (await tmux("display-message", "-p", "#{cursor_flag} #{alternate_on}"))
        .trim()
        .split(" ");
      return { cursor: cursor === "1", alternate: alternate === "1" };
    },
    exitCode: async () => {
      await prompted();
      const mark = randomBytes(3).toString("hex");
      await type(`echo ${mark}=$?=\r`);
      const text = await shows(new RegExp(`${mark}=\\d+=`));
      return Number(text.match(new RegExp(`${mark}=(\\d+)=`))![1]);
    },
    close,
  };
}
