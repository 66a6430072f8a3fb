import { expect, test } from "vitest";
import { flameSvg } from "./flame-svg.ts";
import { tree } from "./stacks.ts";

test("a frame is as wide as its share and stands on its caller; what nobody could see is not drawn", () => {
  const stacks = new Map([
    ["main;<write>", 750],
    ["main;read", 249.9],
    ["main;rare", 0.1],
  ]);
  const svg = flameSvg("a mark", tree("all", stacks));
  const rects = [...svg.matchAll(/<title>(\S+): [^<]+<\/title><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)];
  expect(rects.map(([, name, ...place]) => [name, ...place.map(Number)])).toEqual([
    ["all", 0, 68, 1200],
    ["main", 0, 51, 1200],
    ["&lt;write&gt;", 0, 34, 900],
    ["read", 900, 34, 299.88],
  ]);
  expect(svg).toContain(">a mark</text>");
});
