import { render } from "ink";
import { createElement } from "react";
import type { LoadWatch } from "../load-watch.ts";
import type { Progress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { afterNews, type LoadNews, type LoadState, stateAtFirst, type WatchedLoad } from "./load-state.ts";
import { LoadView } from "./load-view.ts";

/** Time from one drawing of the screen to the next: more is not read, and costs CPU that the load may need. */
const FRAME_MS = 250;

/** A load as it goes, on the terminal of stderr; the watch and the progress of the command that makes it. */
export type LiveLoad = Progress & LoadWatch;

/**
 * Draws a load until `close`, which takes it off the screen and leaves what was logged. Keys are left to the terminal,
 * so that Ctrl-C is the signal that it always is.
 */
export function openLoadView({ err, paintErr }: Terminal, load: WatchedLoad): LiveLoad {
  const stream = err as NodeJS.WriteStream;
  let state: LoadState | null = stateAtFirst(load);
  let lines: readonly string[] = [];
  const view = () => createElement(LoadView, { state, lines, columns: stream.columns ?? 80, paint: paintErr });
  const screen = render(view(), {
    stdout: stream,
    stderr: stream,
    patchConsole: false,
    exitOnCtrlC: false,
    interactive: true,
  });
  let frame: NodeJS.Timeout | undefined;
  // Lines that stay are drawn at once by the library, so it is not the library that is asked to wait.
  const drawSoon = (): void => {
    frame ??= setTimeout(() => {
      frame = undefined;
      screen.rerender(view());
    }, FRAME_MS);
  };
  const tell = (news: LoadNews): void => {
    if (state === null) return;
    state = afterNews(state, news);
    drawSoon();
  };
  return {
    log: (line) => {
      if (state === null) return void err.write(`${line}\n`);
      lines = [...lines, line];
      drawSoon();
    },
    step: (text) => tell({ kind: "step", text }),
    status: (text) => tell({ kind: "step", text }),
    ceiling: (messagesPerSecond) => tell({ kind: "ceiling", messagesPerSecond }),
    measuring: (fromSeconds) => tell({ kind: "measuring", fromSeconds }),
    second: (second) => tell({ kind: "second", second }),
    close: () => {
      if (state === null) return;
      state = null;
      clearTimeout(frame);
      // What is not drawn yet is drawn at the end: let it be the empty screen.
      screen.rerender(view());
      screen.unmount();
      screen.cleanup();
    },
  };
}
