import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Plan, PlannedCluster } from "../sizing/index.ts";
import { disksOf, readPage } from "./testing/page.ts";
import { filesOf, planOf, root } from "./testing/systems.ts";

const cases = [
  "claro",
  "claro one-copy",
  "claro two-copies",
  "claro replicated",
  "claro replicated-twice",
  "claro year-end",
  "ute",
  "ute backlog",
  "ute later",
  "ute prototype/prototype",
  "flafka",
  "flafka million",
  "flafka million-as-it-was",
  "keystone",
  "keystone half-rate",
  "keystone with-room",
  "keystone /2016",
  "keystone half-rate/2016",
  "keystone with-room/2016",
  "cern-qa",
  "cern-prod",
  "cern-prod it-monitoring",
  "cern-prod it-monitoring-weekend",
  "cern-prod cals",
  "cern-prod cals-two-lost",
  "cern-prod security",
  "cern-prod wincc",
  "cern-prod post-mortem",
];

/** Topics of a cluster that a golden shows; of the others it has their number and their partitions. */
const shownTopics = 8;

function legibleCluster({ topics, host, metadata, ...cluster }: PlannedCluster) {
  const line = ({ name, partitions, replication }: (typeof topics)[number]) =>
    `${name}: ${partitions} x ${replication}`;
  const others = topics.slice(shownTopics);
  const hidden = others.reduce((sum, { partitions }) => sum + partitions, 0);
  return {
    ...cluster,
    host: host.offer,
    disks: disksOf({ ...cluster, topics, host, metadata }),
    metadata: `${metadata.nodes} ${metadata.mode}`,
    topics: [
      ...topics.slice(0, shownTopics).map(line),
      ...(others.length === 0 ? [] : [`${others.length} others: ${hidden}`]),
    ],
  };
}

function legibleService({ fleet, ...service }: Plan["services"][number]) {
  const nodes = fleet.hosts === "given" ? fleet.nodes : `${fleet.leastNodes} or more`;
  return { ...service, nodes, bottleneck: fleet.hosts === "given" ? fleet.bottleneck : null };
}

/** When growth passes the limits, with the way to each in a line. */
const legibleGrowth = ({ from, crossings }: NonNullable<Plan["growth"]>) => ({
  from,
  crossings: crossings.map(({ course, ...crossing }) => {
    const points = Object.entries(course).map(([day, used]) => `day ${day}: ${Number(used.toPrecision(4))}`);
    return { ...crossing, course: points.join(", ") };
  }),
});

/** A plan as a reviewer can read it: without reasons and sources, with few topics, and with numbers to six digits. */
function legible({ explanation: _, sources: __, assumed, clusters, services, choice, ...plan }: Plan): string {
  const shown = {
    ...plan,
    choice: choice && { offer: choice.offer, considered: choice.considered },
    clusters: clusters.map(legibleCluster),
    services: services.map(legibleService),
    growth: plan.growth && legibleGrowth(plan.growth),
    assumed: assumed.map(({ key }) => key),
  };
  const rounded = (_key: string, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(6)) : value);
  return `${JSON.stringify(shown, rounded, 2)}\n`;
}

test.each(cases)("%s has this plan", async (name) => {
  const file = `golden/systems/${name.replaceAll(/[ /]+/g, ".")}.snap.json`;
  await expect(legible(await planOf(name))).toMatchFileSnapshot(file);
});

test("every workload of the systems has a golden", async () => {
  const files = await readdir(import.meta.dirname, { recursive: true });
  const workloads = files.filter((file) => /^[^/]+\/workload\.([a-z-]+\.)?yaml$/.test(file));
  expect(new Set(cases.map((name) => filesOf(name).workload))).toEqual(
    new Set(workloads.map((file) => join("stacks", file))),
  );
});

test.each(["claro", "ute", "flafka", "keystone", "cern"])(
  "the page of %s names only files that there are",
  async (name) => {
    const paths = (await readPage(name)).match(/stacks\/[\w./-]*\w/g)!.filter((path) => !/[A-Z]/.test(path));
    expect(paths).not.toHaveLength(0);
    for (const path of paths) await expect(stat(join(root, path)), path).resolves.toBeDefined();
  },
);
