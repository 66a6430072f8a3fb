import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openTerminal, type Terminal } from "../../test/terminal/terminal.ts";
import { terminalSvg } from "./terminal-svg.ts";

/** `node scripts/pictures/terminal.ts [DIR]`: screens of the wizard as pictures, in docs/pictures unless told. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = process.argv[2] ?? join(root, "docs/pictures");

/** A screen, and how to come to it. */
interface Scene {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly system: string;
  readonly play: (terminal: Terminal) => Promise<unknown>;
}

const scenes: readonly Scene[] = [
  {
    name: "wizard-80x24",
    columns: 80,
    rows: 24,
    system: "claro",
    play: (terminal) => terminal.press("Down"),
  },
  {
    name: "wizard-200x60",
    columns: 200,
    rows: 60,
    system: "keystone",
    play: (terminal) => terminal.press("Down"),
  },
  {
    name: "wizard-refused",
    columns: 120,
    rows: 30,
    system: "claro",
    play: async (terminal) => {
      await terminal.press("Down", "Home", "Delete");
      await terminal.type("9");
      await terminal.shows("Plan: refused");
    },
  },
  {
    name: "wizard-explain",
    columns: 120,
    rows: 30,
    system: "claro",
    play: async (terminal) => {
      await terminal.press("C-e");
      await terminal.shows("Why this number?");
      await terminal.type("network in loss");
      await terminal.shows("degraded.networkIn");
    },
  },
  {
    name: "wizard-compare",
    columns: 120,
    rows: 34,
    system: "claro",
    play: async (terminal) => {
      await terminal.press("C-k", "Down", "Home", "Delete");
      await terminal.type("7");
      await terminal.shows("785,000");
      await terminal.press("C-k");
      await terminal.shows("Kept and now");
    },
  },
  {
    name: "wizard-capacity",
    columns: 120,
    rows: 30,
    system: "claro",
    play: async (terminal) => {
      await terminal.press("C-r");
      await terminal.shows("Longest retention");
    },
  },
];

async function picture({ name, columns, rows, system, play }: Scene): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plimsoll-picture-"));
  const terminal = await openTerminal({ columns, rows, folder, environment: { LANG: "C.UTF-8" } });
  try {
    const command = [
      process.execPath,
      join(root, "cli/plimsoll.mjs"),
      "wizard",
      "--from",
      join(root, "stacks", system),
    ];
    await terminal.type(`exec ${command.map((word) => `'${word}'`).join(" ")}\r`);
    await terminal.shows(/Plan: planned(?:.|\n)*bottleneck/);
    await play(terminal);
    await terminal.settled();
    await writeFile(join(target, `${name}.svg`), terminalSvg(await terminal.painted(), columns));
    console.log(`${name}.svg`);
  } finally {
    await terminal.close();
    await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  }
}

await mkdir(target, { recursive: true });
for (const scene of scenes) await picture(scene);
