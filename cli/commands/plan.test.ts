import { expect, test } from "vitest";
import { inSystem, inventory, workload } from "../../components/testing/small-system.ts";
import { fakeContext } from "../testing/fakes.ts";

const topics = (names: string[]) =>
  names.map((name) => workload.match(/^ {2}- .*(\n {4}.*)*/m)![0].replace(/name: [\w.-]+/, `name: ${name}`));
const many = workload.replace(
  /^ {2}- .*(\n {4}.*)*/m,
  topics(Array.from({ length: 15 }, (_, at) => `t${at}`)).join("\n"),
);

test("of many topics twelve are shown, with --all every one", async () => {
  await inSystem({ workload: many, inventory }, async (dir) => {
    const [main, all] = [fakeContext(), fakeContext()];
    expect(await main.run("plan", dir)).toBe(0);
    expect(main.out()).toContain("and 3 more (--all)");
    expect(await all.run("plan", dir, "--all")).toBe(0);
    expect(all.out().match(/^ {2}t\d+ /gm)).toHaveLength(15);
  });
});

test("a choice from a catalogue can be shown and explained", async () => {
  await inSystem({ workload, inventory: "target: aws\ncatalogue: ec2\noffers: [m6in.large+gp3]\n" }, async (dir) => {
    const [shown, explained] = [fakeContext(), fakeContext()];
    expect(await shown.run("plan", dir)).toBe(0);
    expect(shown.out()).toMatch(/^Chosen: m6in\.large\+gp3$/m);
    expect(await explained.run("explain", dir, "cost.lines.traffic between zones.perMonth")).toBe(0);
    expect(explained.out()).toMatch(/^cost\.lines\.traffic between zones\.perMonth = [\s\S]+\n {2}formula /);
  });
});

test.each(["plan", "capacity", "explain"])("the help of %s has examples, and keeps to 80 columns", async (command) => {
  const cli = fakeContext();
  expect(await cli.run(command, "--help")).toBe(0);
  const [, examples = ""] = cli.out().split("Examples:");
  expect(examples).toContain(`plimsoll ${command} stacks/keystone`);
  for (const line of cli.out().split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});
