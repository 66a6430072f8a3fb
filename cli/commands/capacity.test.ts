import { expect, test } from "vitest";
import { inSystem, inventory, workload } from "../../components/testing/small-system.ts";
import { capacitySchema } from "../../sizing/index.ts";
import { fakeContext } from "../testing/fakes.ts";

const system = { workload, inventory };

test("capacity prints what the hosts carry, and three further brokers unless told otherwise", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("capacity", dir)).toBe(0);
    expect(cli.err()).toBe("");
    expect(cli.out()).toMatch(/^small: planned\. With the objectives kept 4 brokers carry/);
    expect(cli.out().match(/^ {2}\d \((now|\+[123])\) /gm)).toHaveLength(8);
    const fewer = fakeContext();
    await fewer.run("capacity", dir, "--brokers-more", "0");
    expect(fewer.out().match(/^ {2}\d \(.+?\) /gm)).toHaveLength(2);
  });
});

test("--json prints one capacity and nothing else", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("capacity", dir, "--brokers-more", "1", "--json")).toBe(0);
    expect(capacitySchema.parse(JSON.parse(cli.out())).steps.map(({ name }) => name)).toEqual(["now", "+1"]);
  });
});

test("a catalogue's offers are chosen from as for a plan", async () => {
  await inSystem({ workload, inventory: "target: aws\ncatalogue: ec2\noffers: [m6in.large+gp3]\n" }, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("capacity", dir, "--brokers-more", "0")).toBe(0);
    expect(cli.err()).toBe("");
    expect(cli.out()).toMatch(/^small: planned\. With the objectives kept \d brokers carry \d/);
  });
});

test("a workload that is refused exits with 3, and still says what is carried", async () => {
  await inSystem({ inventory, workload: workload.replace("10000 msg/s", "50 M msg/s") }, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("capacity", dir)).toBe(3);
    expect(cli.out()).toMatch(/^small: refused\. With the objectives kept 4 brokers carry 0\.0\d+ times the/);
  });
});

test.each(["51", "-1", "1.5", "many", ""])("--brokers-more %j is bad usage and exits with 2", async (number) => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("capacity", dir, `--brokers-more=${number}`)).toBe(2);
    expect(cli.out()).toBe("");
    expect(cli.err()).toMatch(
      /^error PLM-CLI-002: --brokers-more `.*` is no number of brokers\n {2}write a whole number/,
    );
  });
});
