import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { render } from "ink-testing-library";
import { createElement as h } from "react";
import { expect, test, vi } from "vitest";
import { openWizard } from "../model/state.ts";
import { readOrigin } from "../origins.ts";
import { openSession } from "../session.ts";
import { WizardView } from "./wizard-view.ts";

const keystone = join(import.meta.dirname, "../../../stacks/keystone");
/** Keystone's plan takes some 230 ms; a key alone takes 35 to 70, the more the busier the machine is. */
const mostMs = 120;
const betweenKeysMs = 60;
const home = "\u001b[H";

/**
 * Follows how long each turn of the event loop lasts, in the processor time of this thread: what else the machine does
 * meanwhile makes a turn longer, but holds no key up more than it does any other program.
 */
function watchTurns() {
  const seen = { turns: 0, longestMs: 0 };
  let at = process.threadCpuUsage();
  const ticks = setInterval(() => {
    const { user, system } = process.threadCpuUsage(at);
    seen.turns++;
    seen.longestMs = Math.max(seen.longestMs, (user + system) / 1000);
    at = process.threadCpuUsage();
  }, 1);
  return { seen, stop: () => clearInterval(ticks) };
}

test("no key waits for a plan of 300 topics over a catalogue", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plimsoll-wizard-"));
  const session = openSession(openWizard(await readOrigin(keystone, "stacks/mine")));
  const look = { colour: false, unicode: true };
  const screen = render(h(WizardView, { session, out: folder, look, onEnd: () => {} }));
  try {
    await session.settled();
    screen.stdin.write("\t\t");
    await vi.waitFor(() => expect(session.snapshot().state.focus).toBe(2));
    const { seen, stop } = watchTurns();
    screen.stdin.write(home);
    for (let keys = 0; keys < 12; keys++) {
      // It changes the text and not the rate, so that each key means as much work.
      screen.stdin.write("0");
      await new Promise((resolve) => setTimeout(resolve, betweenKeysMs));
    }
    await session.settled();
    stop();
    const { state, planning } = session.snapshot();
    expect(state.typing?.text).toMatch(/^0{12}\d/);
    expect(planning.view.state).toBe("current");
    expect(seen.turns).toBeGreaterThan(12);
    expect(seen.longestMs).toBeLessThan(mostMs);
  } finally {
    screen.unmount();
    session.close();
    await rm(folder, { recursive: true, force: true });
  }
});
