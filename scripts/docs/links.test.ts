import { expect, it } from "vitest";
import { brokenLinks } from "./links.ts";

const page = (text: string) => ({ path: "docs/page.md", text });

it("finds links to files and headings that are not there", async () => {
  const text = "[a](../README.md) [b](no-such.md) [c](../README.md#no-such-heading) [d](https://example.org/x)";
  expect(await brokenLinks(page(text))).toEqual(["no-such.md", "../README.md#no-such-heading"]);
});

it("follows headings with code and spaces, and leaves code alone", async () => {
  const text = "[a](../CONTRIBUTING.md#contributing)\n\n```md\n[b](no-such.md)\n```\n\n`[c](no-such.md)`";
  expect(await brokenLinks(page(text))).toEqual([]);
});
