import { Problem } from "../../sizing/index.ts";
import type { Context } from "../context.ts";
import { type ExitCode, exitFor } from "../exit.ts";
import { json } from "../report-files.ts";
import type { Asker } from "./asker.ts";
import { forget, keep, keptFolder, readKept } from "./kept.ts";
import { beginWizard, openWizard, type WizardState } from "./model/state.ts";
import { goOn } from "./next.ts";
import { readOrigin, targetOf, templates } from "./origins.ts";
import { openSession } from "./session.ts";
import { named, type WizardOptions, writeDraft } from "./without-questions.ts";
import { renderNext, renderWritten } from "./written.ts";

async function firstState({ from, name, fresh, out }: RunOptions, folder: string): Promise<WizardState> {
  if (fresh) await forget(folder);
  const target = targetOf(out);
  const opened =
    from === undefined
      ? beginWizard(await templates(target), await readKept(folder))
      : openWizard(await readOrigin(from, target));
  return { ...opened, draft: named(opened.draft, name) };
}

type RunOptions = WizardOptions & { readonly plain?: boolean; readonly fresh?: boolean; readonly json?: boolean };

const readOut = (): boolean => process.env.INK_SCREEN_READER === "true" || process.env.TERM === "dumb";

/** The asker that fits where the questions are asked. */
async function askerFor({ plain, json: asJson }: RunOptions): Promise<Asker> {
  if (plain || (readOut() && process.stdin.isTTY)) {
    const { askInLines } = await import("./lines/ask-in-lines.ts");
    return askInLines(process.stdin, asJson ? process.stderr : process.stdout);
  }
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const { askOnScreen } = await import("./shell/ask-on-screen.ts");
    return askOnScreen();
  }
  throw new Problem(
    "input",
    "PLM-WIZARD-003",
    "there is no terminal to ask in",
    "write `--from DIR --yes` to be asked nothing, or `--plain` to answer line by line",
  );
}

/** What the user is told who leaves. */
const left = (begun: boolean): Problem =>
  new Problem(
    "interrupted",
    "PLM-INTERRUPT-001",
    begun ? "nothing was written; the answers are kept, `plimsoll wizard` goes on with them" : "nothing was written",
    "run the command again",
  );

/**
 * Asks, writes the files, and goes on as the user chooses. What was answered is kept until it is written.
 * @throws Problem PLM-WIZARD-003 without a terminal; PLM-INTERRUPT-001 when the user leaves
 */
export async function runWizard(
  context: Context,
  options: RunOptions,
  openAsker: (options: RunOptions) => Promise<Asker> = askerFor,
  folder = keptFolder(),
): Promise<ExitCode> {
  const asker = await openAsker(options);
  const first = await firstState(options, folder);
  const session = openSession(first);
  let { screen } = first;
  // One after another, so that an older one is never the last.
  let keeping = Promise.resolve();
  const ends = session.subscribe(() => {
    const { state } = session.snapshot();
    if (state.screen === screen) return;
    screen = state.screen;
    keeping = keeping.then(() => keep(state, folder)).catch(() => {});
  });
  try {
    const answer = await asker.ask(session, options.out ?? null);
    const { state } = session.snapshot();
    await keeping;
    const begun = state.screen !== first.screen || state.draft !== first.draft;
    if (begun) await keep(state, folder);
    if (answer === "left") throw left(begun);
    const written = await writeDraft(state.draft, options.out ?? null);
    await forget(folder);
    context.terminal.out.write(options.json ? json(written) : renderWritten(written, context.terminal.paintOut));
    const next = written.plan.verdict === "refused" || options.json ? "nothing" : await asker.askNext();
    asker.close();
    if (next === "nothing" && !options.json) context.terminal.out.write(renderNext(written.folder));
    return next === "nothing" ? exitFor.plan(written.plan.verdict) : await goOn(context, next, written.folder);
  } finally {
    ends();
    session.close();
    asker.close();
  }
}
