import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** A rule of accessibility that a page breaks, with the first element that does. */
export interface Violation {
  readonly rule: string;
  readonly elements: number;
  readonly first: string;
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** Checks an open page with axe-core: by all its rules, or for the contrast of its colours alone. */
export async function violationsOf(page: Page, rules: "all" | "contrast"): Promise<Violation[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const results = await page.evaluate<AxeResults>(
    `axe.run(document, { resultTypes: ["violations"]${rules === "all" ? "" : ', runOnly: ["color-contrast"]'} })`,
  );
  return results.violations.map(({ id, nodes }) => ({
    rule: id,
    elements: nodes.length,
    first: `${nodes[0]?.html.slice(0, 200)}\n${nodes[0]?.failureSummary}`,
  }));
}
