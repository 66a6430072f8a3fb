import type { Browser, Page } from "playwright-core";

/** How a reader looks at a page. */
export interface View {
  readonly width: number;
  readonly height?: number;
  readonly colorScheme: "light" | "dark";
}

/** A page that is open, with everything that it complained of and asked for. */
export interface OpenPage {
  readonly page: Page;
  /** Messages of the console, and errors of scripts. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for, beside the page itself. */
  readonly requests: readonly string[];
}

/** Opens a page of this machine, does something with it, and closes it again. */
export async function withPage<T>(
  browser: Browser,
  url: string,
  { width, height = 900, colorScheme }: View,
  body: (open: OpenPage) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (request.url() !== url) requests.push(request.url());
    });
    await page.goto(url);
    return await body({ page, complaints, requests });
  } finally {
    await context.close();
  }
}
