import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { findChromium, launchChromium } from "../../test/browser/chromium.ts";
import { type View, withPage } from "../../test/browser/page.ts";

// Makes docs/pictures/report-*.png from pages of the real command, with the Chromium of this machine:
//   node scripts/pictures/report.ts                       the plans and their comparison
//   node scripts/pictures/report.ts --prove               and a proof of the telco with a broker killed: two minutes
//   node scripts/pictures/report.ts results/proof.json    and such a proof that was made before

interface Picture {
  readonly name: string;
  readonly words: readonly string[];
  readonly view: View;
  /** The part at its top; the top of the page where it is left out. */
  readonly from?: string;
}

const width = 1000;
const largest = 200_000;

const pictures: readonly Picture[] = [
  { name: "report-plan", words: ["stacks/claro"], view: { width, height: 860, colorScheme: "light" } },
  {
    name: "report-clusters",
    words: ["stacks/keystone"],
    view: { width, height: 820, colorScheme: "dark" },
    from: "topology",
  },
  {
    name: "report-comparison",
    words: ["stacks/cern-prod", "--compare", "stacks/cern-qa"],
    view: { width, height: 820, colorScheme: "light" },
  },
  { name: "report-phone", words: ["stacks/claro"], view: { width: 390, height: 780, colorScheme: "dark" } },
];

const pictureOf = (proof: string): Picture => ({
  name: "report-proof",
  words: ["stacks/claro", "--proof", proof],
  view: { width, height: 1480, colorScheme: "dark" },
});

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = join(root, "docs", "pictures");
const plimsoll = join(root, "cli", "plimsoll.mjs");

/** A proof of the telco on this machine with a broker killed, on a cluster of its own that is taken down again. */
function proofOf(dir: string): string {
  const env = { ...process.env, PLIMSOLL_STATE: join(dir, "state") };
  const run = (...words: string[]) =>
    execFileSync(process.execPath, [plimsoll, ...words], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    run("up", "stacks/claro");
    const fault = ["--at", "10s", "--do", "kill broker 2"];
    run("prove", "stacks/claro", "--scale", "1/100", "--duration", "30s", ...fault, "--out", dir);
  } finally {
    run("down", "stacks/claro");
  }
  return join(dir, "proof.json");
}

/** Makes one picture and says how large it is. */
async function take(browser: Browser, dir: string, { name, words, view, from = "" }: Picture): Promise<void> {
  const page = join(dir, `${name}.html`);
  execFileSync(process.execPath, [plimsoll, "report", ...words, "--out", page], { cwd: root });
  const file = join(out, `${name}.png`);
  await withPage(browser, `${pathToFileURL(page).href}#${from}`, view, async ({ page: shown }) => {
    await shown.screenshot({ path: file });
  });
  const { size } = statSync(file);
  if (size > largest) throw new Error(`${file} has ${size} bytes; at most ${largest} belong into the repository`);
  process.stdout.write(`${file}: ${Math.ceil(size / 1000)} kB\n`);
}

const chromium = findChromium();
if (chromium === null) throw new Error("no Chromium is on the PATH; name one with CHROMIUM");
const dir = mkdtempSync(join(tmpdir(), "plimsoll-pictures-"));
const browser = await launchChromium(chromium);
try {
  mkdirSync(out, { recursive: true });
  for (const picture of pictures) await take(browser, dir, picture);
  const [, , proof] = process.argv;
  if (proof !== undefined) await take(browser, dir, pictureOf(proof === "--prove" ? proofOf(dir) : proof));
} finally {
  await browser.close();
  rmSync(dir, { recursive: true, force: true });
}
