import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { chromiumNames } from "../../cli/doctor/test-programs.ts";

/** The Chromium of this machine: what CHROMIUM names, or the first on the PATH; null where there is none. */
export function findChromium(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = process.env.CHROMIUM
    ? [process.env.CHROMIUM]
    : folders.flatMap((folder) => chromiumNames.map((name) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts Chromium without a window and without anything that reaches for the network by itself. */
export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    // In a container without user namespaces there is no sandbox; what is opened is our own page.
    args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"],
  });
