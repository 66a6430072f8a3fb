import { expect, test } from "vitest";
import { resolveRules } from "../rules/overrides.ts";
import { inventory } from "../testing/samples.ts";
import { capacitiesOf } from "./capacity.ts";
import { heap, memoryFor } from "./memory.ts";

const rules = resolveRules({});
const GiB = 2 ** 30;
const heapOn = (memory: string) => heap(capacitiesOf(inventory({ memory }), rules), rules).value;

test.each([
  ["512 GiB", 6],
  ["16 GiB", 4],
  ["2 GiB", 1],
])("a host of %s has a heap of %d GiB", (memory, gibibytes) => {
  expect(heapOn(memory)).toBe(gibibytes * GiB);
});

test.each([0.1, 3, 8, 20, 500])(
  "the memory told for a page cache of %d GB holds it beside the heap, and less does not",
  (cache) => {
    const needed = memoryFor(cache * 1e9, 0.9, rules);
    const left = (memory: number) => 0.9 * memory - heapOn(`${memory} B`);
    expect(left(needed * 1.000001)).toBeGreaterThanOrEqual(cache * 1e9);
    expect(left(needed * 0.999)).toBeLessThan(cache * 1e9);
  },
);
