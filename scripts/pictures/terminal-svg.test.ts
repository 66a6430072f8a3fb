import { expect, test } from "vitest";
import { screenRows } from "./terminal-ansi.ts";
import { terminalSvg } from "./terminal-svg.ts";

const screen =
  "plain \u001b[1mbold \u001b[32mgreen\u001b[0m\n\u001b[2mdim\u001b[22m \u001b[7m<&>\u001b[27m \u001b[91mx\u001b[39m";

test("a screen is read as stretches, each with its look", () => {
  const [first, second] = screenRows(screen) as [ReturnType<typeof screenRows>[0], ReturnType<typeof screenRows>[0]];
  expect(first.map(({ text, style }) => [text, style.bold, style.colour])).toEqual([
    ["plain ", false, null],
    ["bold ", true, null],
    ["green", true, 2],
  ]);
  expect(second.map(({ text, style }) => [text, style.dim, style.inverse, style.colour])).toEqual([
    ["dim", true, false, null],
    [" ", false, false, null],
    ["<&>", false, true, null],
    [" ", false, false, null],
    ["x", false, false, 9],
  ]);
});

test("every word stands at its column, and no space moves it", () => {
  const svg = terminalSvg("a b   c\n      d", 10);
  const places = [...svg.matchAll(/<text x="([\d.]+)" y="(\d+)" [^>]*>([^<]+)</g)].map(([, x, y, text]) => [
    text,
    x,
    y,
  ]);
  expect(places).toEqual([
    ["a b", "12.0", "25"],
    ["c", "62.4", "25"],
    ["d", "62.4", "42"],
  ]);
});

test("text of the screen is not markup, and what is inverse has a background", () => {
  const svg = terminalSvg(screen, 20);
  expect(svg).toContain(">&lt;&amp;&gt;</text>");
  expect(svg.match(/<rect /g)).toHaveLength(2);
});
