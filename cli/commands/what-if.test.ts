import { expect, test } from "vitest";
import { inSystem, inventory, workload } from "../../components/testing/small-system.ts";
import { whatIfSchema } from "../../sizing/index.ts";
import { fakeContext } from "../testing/fakes.ts";

const system = { workload, inventory };

test("what-if prints a line for each change, at most 80 columns wide", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("what-if", dir)).toBe(0);
    expect(cli.out()).toMatch(/^small: what if\n/);
    expect(cli.out()).toMatch(/^ {2}rates +x 0\.5 +planned +4/m);
    expect(
      Math.max(
        ...cli
          .out()
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
  });
});

test("--json prints the outcomes and nothing else", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("what-if", dir, "--json")).toBe(0);
    expect(whatIfSchema.parse(JSON.parse(cli.out())).changes.length).toBeGreaterThan(10);
  });
});

test("a workload that is refused as it is exits with 3", async () => {
  await inSystem({ inventory, workload: workload.replace("10000 msg/s", "50 M msg/s") }, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("what-if", dir)).toBe(3);
    expect(cli.out()).toMatch(/as it is +refused/);
  });
});
