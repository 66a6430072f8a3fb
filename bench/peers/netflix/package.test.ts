import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { netflixVersion, pinnedVersion } from "./package.ts";

const requirements = readFileSync(new URL("requirements.txt", import.meta.url), "utf8");

test("the version is the pinned one", () => {
  expect(pinnedVersion("numpy==2.0.0\nservice-capacity-modeling==1.2.3 \\\n    --hash=sha256:00\n")).toBe("1.2.3");
  expect(requirements).toContain(`\nservice-capacity-modeling==${netflixVersion} \\\n`);
  expect(() => pinnedVersion("service-capacity-modeling>=1\n")).toThrow("do not pin");
});

test("every requirement has a version and a sum", () => {
  const pins = requirements.replaceAll("\\\n", " ").trim().split("\n").slice(1);
  expect(pins.length).toBeGreaterThan(1);
  for (const pin of pins) expect(pin).toMatch(/^[a-z-]+==[\d.]+( +--hash=sha256:[\da-f]{64})+$/);
});
