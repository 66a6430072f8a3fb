import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plimsoll } from "../cli/testing/spawn.ts";
import { repeatsOf } from "../loadgen/repeats/repeats.ts";
import { failedProof, proof } from "../loadgen/report/fixtures.ts";
import type { ReportModel } from "../loadgen/report/model/report.ts";
import { violationsOf } from "./browser/axe.ts";
import { findChromium, launchChromium } from "./browser/chromium.ts";
import { withPage } from "./browser/page.ts";
import { saidByJson, saidByPage } from "./browser/read-report.ts";

const chromium = findChromium();
if (chromium === null) console.log("left out: report pages in a browser, since no Chromium is on the PATH");

const largest = 2e6;

/** Reports by name: the words of the command that makes each, and the pages that it may take on paper. */
const reports = {
  plan: { words: ["stacks/claro"], sheets: [5, 30] },
  clusters: { words: ["stacks/keystone"], sheets: [20, 90] },
  proof: { words: ["stacks/claro", "--proof", "FAILED"], sheets: [8, 36] },
  plans: { words: ["stacks/cern-prod", "--compare", "stacks/cern-qa"], sheets: [2, 15] },
  repeats: { words: ["stacks/claro", "--proof", "REPEATS"], sheets: [6, 36] },
  proofs: { words: ["stacks/claro", "--proof", "FAILED", "--compare", "PROOF"], sheets: [2, 12] },
} as const satisfies Record<string, { words: readonly string[]; sheets: readonly [number, number] }>;
type Name = keyof typeof reports;
const names = Object.keys(reports) as Name[];

describe.skipIf(chromium === null)("a report in a browser", () => {
  let dir: string;
  let browser: Browser;
  const models = {} as Record<Name, ReportModel>;
  const fileOf = (name: Name) => join(dir, `${name}.html`);
  const urlOf = (name: Name) => pathToFileURL(fileOf(name)).href;
  const unfold = (page: Page) =>
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
  const backgroundOf = (page: Page) => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "plimsoll-report-"));
    const files = {
      PROOF: join(dir, "proof.json"),
      FAILED: join(dir, "failed.json"),
      REPEATS: join(dir, "repeats.json"),
    };
    await writeFile(files.REPEATS, JSON.stringify(repeatsOf([proof, failedProof, proof])));
    await writeFile(files.PROOF, JSON.stringify(proof));
    await writeFile(files.FAILED, JSON.stringify({ ...failedProof, run: "failed" }));
    for (const name of names) {
      const words = reports[name].words.map((word) => files[word as keyof typeof files] ?? word);
      const { out, err } = await plimsoll(["report", ...words, "--json", "--out", fileOf(name)]);
      expect(err).toContain(`wrote ${fileOf(name)}`);
      models[name] = JSON.parse(out);
    }
    browser = await launchChromium(chromium!);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(dir, { recursive: true, force: true });
  });

  it.each(names)("%s: says what its JSON says, asks for nothing, complains of nothing, and is small", async (name) => {
    const view = { width: 1280, colorScheme: "light" } as const;
    await withPage(browser, urlOf(name), view, async ({ page, complaints, requests }) => {
      const [shown, told] = [await saidByPage(page), saidByJson(models[name])];
      expect(told.facts.length + told.tables.length).toBeGreaterThan(5);
      expect(shown).toEqual(told);
      expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
    });
    expect((await stat(fileOf(name))).size).toBeLessThan(largest);
    expect(await readFile(fileOf(name), "utf8")).not.toContain("<script");
  });

  // Every part of a plan is in that of the proof as well, and the check takes a minute for a thousand brokers.
  const checked = names.filter((name) => name !== "plan" && name !== "clusters");
  it.each(checked.flatMap((name) => (["light", "dark"] as const).map((scheme) => [name, scheme] as const)))(
    "%s: breaks no rule of accessibility in %s, unfolded",
    async (name, colorScheme) => {
      await withPage(browser, urlOf(name), { width: 1280, colorScheme }, async ({ page }) => {
        expect(await backgroundOf(page)).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(20, 23, 28)");
        await unfold(page);
        // The same elements are there in both; only their colours differ.
        expect(await violationsOf(page, colorScheme === "light" ? "all" : "contrast")).toEqual([]);
      });
    },
  );

  it.each(names)("%s: fits a phone without scrolling sideways", async (name) => {
    await withPage(browser, urlOf(name), { width: 390, colorScheme: "dark" }, async ({ page }) => {
      await unfold(page);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    });
  });

  it.each(names)("%s: prints on a sane number of sheets, unfolded and on white", async (name) => {
    await withPage(browser, urlOf(name), { width: 1280, colorScheme: "dark" }, async ({ page }) => {
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length;
      const [least, most] = reports[name].sheets;
      expect(sheets).toBeGreaterThanOrEqual(least);
      expect(sheets).toBeLessThanOrEqual(most);
      await page.emulateMedia({ media: "print" });
      expect(await backgroundOf(page)).toBe("rgb(255, 255, 255)");
    });
  });

  it("is read by keyboard: past the contents, along them, and into what is folded", async () => {
    await withPage(browser, urlOf("plan"), { width: 1280, colorScheme: "light" }, async ({ page }) => {
      const focused = () => page.evaluate<string>("document.activeElement.textContent.trim()");
      await page.keyboard.press("Tab");
      expect(await focused()).toBe("To the content");
      await page.keyboard.press("Tab");
      expect(await focused()).toBe(models.plan.parts[0]?.title);
      await page.keyboard.press("Enter");
      expect(page.url()).toContain(`#${models.plan.parts[0]?.id}`);
      for (let presses = 0; presses < 20 && !(await focused()).startsWith("Every way"); presses++)
        await page.keyboard.press("Tab");
      const open = () => page.evaluate("document.activeElement.closest('details').open");
      expect(await open()).toBe(false);
      await page.keyboard.press("Enter");
      expect(await open()).toBe(true);
    });
  });

  it("tells the values of a chart under the pointer", async () => {
    await withPage(browser, urlOf("proof"), { width: 1280, colorScheme: "light" }, async ({ page }) => {
      const bands = page.locator(".details").first().locator("rect");
      expect(await bands.count()).toBe(failedProof.series.length);
      const dip = bands.nth(13);
      await dip.hover();
      const fill = await page.evaluate("getComputedStyle(document.querySelector('.details rect:hover')).fill");
      expect(fill).not.toBe("rgba(0, 0, 0, 0)");
      expect(await dip.locator("title").textContent()).toBe(
        "13 s\ndue: 24.3k msg/s\nconsumed, all groups: 24.3k msg/s\nacknowledged: 6.1k msg/s",
      );
    });
  });
});
