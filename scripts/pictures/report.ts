import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { findChromium, launchChromium } from "../../test/browser/chromium.ts";
import { type View, withPage } from "../../test/browser/page.ts";

// Makes docs/pictures/report-*.png from pages of the real command, with the Chromium of this machine:
//   node scripts/pictures/report.ts [results/proof.json]
// A proof of stacks/claro, as `plimsoll prove stacks/claro --at 20s --do 'kill broker 2' --out results` leaves it,
// is drawn as well where it is named.

interface Picture {
  readonly name: string;
  readonly words: readonly string[];
  readonly view: View;
  /** The part at its top; the top of the page where it is left out. */
  readonly from?: string;
}

const width = 1000;
const largest = 150_000;

const pictures = (proof: string | undefined): Picture[] => [
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
  ...(proof === undefined
    ? []
    : [
        {
          name: "report-proof",
          words: ["stacks/claro", "--proof", proof],
          view: { width, height: 1100, colorScheme: "dark" },
        } as const,
      ]),
];

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = join(root, "docs", "pictures");

/** Makes one picture and says how large it is. */
async function take(browser: Browser, dir: string, { name, words, view, from = "" }: Picture): Promise<void> {
  const page = join(dir, `${name}.html`);
  execFileSync(process.execPath, [join(root, "cli", "plimsoll.mjs"), "report", ...words, "--out", page], { cwd: root });
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
  for (const picture of pictures(process.argv[2])) await take(browser, dir, picture);
} finally {
  await browser.close();
  rmSync(dir, { recursive: true, force: true });
}
