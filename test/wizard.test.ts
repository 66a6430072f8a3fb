import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSystem, systemFiles } from "../components/system.ts";
import { openTerminal, type Terminal, whyNoTmux } from "./terminal/terminal.ts";

const why = whyNoTmux();
if (why !== null) console.log(`left out: the wizard in a terminal, since ${why}`);

const command = fileURLToPath(new URL("../cli/plimsoll.mjs", import.meta.url));

describe.skipIf(why !== null)("the wizard in a terminal", () => {
  let folder: string;
  let terminal: Terminal | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "plimsoll-wizard-"));
    const script = join(folder, "plimsoll");
    await writeFile(script, `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`);
    await chmod(script, 0o755);
  });

  afterEach(async () => {
    await terminal?.close();
    terminal = undefined;
    // A wizard that lost its terminal still keeps its draft.
    await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  });

  const open = async (columns = 80, rows = 24, more: Record<string, string> = {}): Promise<Terminal> => {
    const environment = { LANG: "C.UTF-8", PATH: `${folder}:${process.env.PATH}`, ...more };
    terminal = await openTerminal({ columns, rows, folder, environment });
    return terminal;
  };

  const begin = async (seen: Terminal): Promise<void> => {
    await seen.type("plimsoll wizard --out mine\r");
    await seen.shows("Where to start");
  };

  /** Answers the two questions that a blank sheet leaves open. */
  const sayWhatFlows = async (seen: Terminal): Promise<void> => {
    await seen.press("PageDown");
    await seen.shows(/What flows +2 of /);
    await seen.type("payments");
    await seen.press("Tab");
    await seen.shows(/ Topic +payments\b.*\n> Peak rate/);
    await seen.type("20 MB/s");
    await seen.press("Tab");
    await seen.shows(/> Message size/);
    await seen.type("1 kB");
    await seen.shows(/carries +20,000 msg\/s/);
  };

  test.each([
    [80, 24],
    [200, 60],
  ])("goes from nothing to the files of a system in %i x %i", async (columns, rows) => {
    const seen = await open(columns, rows);
    await begin(seen);
    expect(await seen.screen()).toMatch(/Plan: none yet/);
    await sayWhatFlows(seen);
    const [, steps] = (await seen.screen()).match(/2 of (\d+)/)!;
    for (let step = 3; step <= Number(steps); step++) {
      await seen.press("PageDown");
      const screen = await seen.shows(`${step} of ${steps}`);
      expect(screen.split("\n").length).toBeLessThanOrEqual(rows);
    }
    await seen.shows("Enter writes these files.");
    await seen.press("Enter");
    await seen.shows("nothing now");
    await seen.press("Down", "Down", "Down", "Enter");
    expect(await seen.exitCode()).toBe(0);
    expect(await readFile(join(folder, "mine/workload.yaml"), "utf8")).toMatch(/^ +rate: 20 MB\/s$/m);
    const { plan } = await readSystem(systemFiles(join(folder, "mine"), {}));
    expect(plan.verdict).toBe("planned");
    expect(plan.totals.ingressBytesPerSecond).toBeCloseTo(20e6);
  });

  test("Ctrl-C leaves the terminal as it was, and the next wizard goes on with the answers", async () => {
    const seen = await open();
    await seen.type("echo what was there\r");
    await begin(seen);
    expect(await seen.state()).toEqual({ cursor: false, alternate: true });
    await sayWhatFlows(seen);
    await seen.press("C-c");
    await seen.shows(/^stopped: nothing was written; the answers are kept,.* goes on\nwith them$/m);
    expect(await seen.exitCode()).toBe(130);
    expect(await seen.state()).toEqual({ cursor: true, alternate: false });
    expect(await seen.screen()).toMatch(/^what was there$/m);
    await seen.type("stty -a | grep -ow -e -*echo -e -*icanon | paste -sd+\r");
    await seen.shows(/^icanon\+echo$/m);

    await begin(seen);
    await seen.shows("where you left off: my-system");
    await seen.shows(/carries +20,000 msg\/s/);
    await seen.press("C-c");
    expect(await seen.exitCode()).toBe(130);
  });

  test("the panel follows each key, explains a number and compares two variants", async () => {
    const seen = await open(120, 40);
    await seen.type(`plimsoll wizard --from ${fileURLToPath(new URL("../stacks/claro", import.meta.url))}\r`);
    await seen.shows(/What flows(?:.|\n)*Plan: planned/);
    await seen.press("C-k");
    await seen.press("Tab");
    await seen.shows(/> Peak rate/);
    await seen.press("Home", "Delete");
    await seen.type("9");
    await seen.shows(/Plan: refused(?:.|\n)*have 6 brokers/);
    await seen.press("Delete", "BSpace");
    await seen.shows(/carries +5,000 msg\/s/);
    await seen.press("C-e");
    await seen.shows("Why this number?");
    await seen.type("memory maps loss");
    await seen.shows(/utilisation\.degraded\.memoryMaps/);
    await seen.press("Escape");
    await seen.shows(/Plan: planned/);
    await seen.press("C-k");
    const compared = await seen.shows(/\* +carries +485,000.* 5,000/);
    expect(compared).toMatch(/ topics\.network-events\.rate +485000 msg\/s +5000 msg\/s$/m);
    await seen.press("Enter");
    await seen.shows("The two plans have the same figures.");
    await seen.press("C-k");
    await seen.shows(/Plan: planned/);
    await seen.press("C-r");
    await seen.shows("These machines, what can they carry?");
  });

  test("keys that are pressed before it is there count, and leave nothing behind on the screen", async () => {
    const seen = await open();
    await seen.type("plimsoll wizard --out mine\r");
    await seen.press("Right", "Right");
    const screen = await seen.shows(/^Where to start +1 of \d+ +my-ute$/m);
    expect(screen).not.toContain("^[[C");
  });

  test("another start does not stand beside the plan of the one before", async () => {
    const seen = await open();
    await begin(seen);
    await seen.press("Right");
    await seen.shows(/Plan: planned/);
    await seen.press("Left");
    await seen.shows(/Plan: none yet/);
  });

  test("without colours every sign is still there", async () => {
    const seen = await open(80, 24, { NO_COLOR: "1" });
    await begin(seen);
    await sayWhatFlows(seen);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour of a terminal
    expect(await seen.painted()).not.toMatch(/\u001b\[[\d;]*\b(3[0-7]|9[0-7])m/);
    expect(await seen.screen()).toMatch(/disk space +\d+ % +\d+ % █+▒*·*│·* <$/m);
  });

  test("a terminal without Unicode gets bars of ASCII", async () => {
    const seen = await open(80, 24, { LANG: "C" });
    await begin(seen);
    await sayWhatFlows(seen);
    const screen = await seen.screen();
    expect(screen).toMatch(/disk space +\d+ % +\d+ % #+\+*\.*\|\.* <$/m);
    expect(screen).toMatch(/^[\x20-\x7e\n]+$/);
  });

  test("into a pipe it asks nothing, and says how to go on", async () => {
    const seen = await open();
    await seen.type("set -o pipefail; plimsoll wizard | cat\r");
    await seen.shows("PLM-WIZARD-003");
    expect(await seen.exitCode()).toBe(2);
  });
});
