import { expect, test } from "vitest";
import type { Mark } from "../../proof/mark.ts";
import type { Proof } from "../../proof/proof.ts";
import { failedProof, latencyOf, mark, proof } from "../fixtures.ts";
import { type ReportParts, reportOf } from "../model/build.ts";
import { plan, refusedPlan } from "../plan-fixtures.ts";
import { renderHtml } from "./page.ts";

const renderReport = (parts: ReportParts): string => renderHtml(reportOf(parts));

const text = (page: string): string => page.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

test("the page needs nothing from elsewhere and runs nothing", () => {
  const page = renderReport({ plan, proof, mark });
  expect(page).not.toMatch(/<script|<link|<img|@import|\bsrc=|\bon\w+="|url\((?!#)/);
  expect(page.replaceAll(/xmlns(?::xlink)?="[^"]*"/g, "")).not.toMatch(/https?:/);
});

test("ids are unique and each reference leads to one", () => {
  const page = renderReport({ plan, proof, mark });
  const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]!);
  const references = [...page.matchAll(/url\(#([^)]+)\)|href="#([^"]+)"/g)].map((match) => match[1] ?? match[2]!);
  expect(new Set(ids).size).toBe(ids.length);
  expect(references.length).toBeGreaterThan(5);
  for (const reference of references) expect(ids).toContain(reference);
});

test("the same parts give the same bytes", () => {
  expect(renderReport({ plan, proof, mark })).toBe(renderReport({ plan, proof, mark }));
});

test("every table has a caption, every chart a text in its place", () => {
  const page = renderReport({ plan, proof, mark });
  expect(page.match(/<caption(?: class="hidden")?>./g)?.length).toBe(page.match(/<table[ >]/g)?.length);
  const charts = page.match(/<svg /g)?.length;
  expect(charts).toBeGreaterThan(0);
  expect(page.match(/<svg [^>]*role="img" aria-label="[^"]{20,}"/g)?.length).toBe(charts);
  expect(page.match(/<th scope="(?:row|col)"/g)?.length).toBe(page.match(/<th /g)?.length);
});

test("begins with the verdict and its reason", () => {
  expect(text(renderReport({ plan, proof }))).toContain("✓ pass 5 brokers held 24,250 msg/s (33 MB/s, 1/20 of");
  expect(text(renderReport({ plan, proof: failedProof }))).toContain("✗ fail 3 acknowledged messages are missing");
  expect(text(renderReport({ plan }))).toMatch(/✓ planned 5 brokers carry 485,000 msg\/s .*Not proven/);
});

test("a refused plan shows what is needed, what there is, and the remedy", () => {
  const page = text(renderReport({ plan: refusedPlan }));
  expect(page).toContain("✗ refused The inventory cannot carry claro. PLM-DISK-003, disk: lower retention");
  expect(page).toContain("171 TB 110 TB");
});

test("marks the bottleneck in words and says what was not checked", () => {
  const page = renderReport({ plan });
  expect(page.match(/class="tag">bottleneck</g)).toHaveLength(1);
  expect(page).toContain('data-head="after the loss"><strong>43 %</strong>');
  expect(page).toContain('data-head="normally">not checked<');
});

test("events and the warm-up are marked in the charts and listed below", () => {
  const page = renderReport({ plan, proof });
  // Four charts in two sizes, with a line for each event, and for the beginning and the end of the fault.
  expect(page.match(/stroke="var\(--event\)"/g)).toHaveLength(4 * 2 * (proof.events.length + 2));
  expect(page).toContain(">end: kill broker 3</text>");
  expect(text(page)).toContain("kill broker 3 12 s 17.4 s recovered after 8 s");
  expect(page).toContain('fill="var(--shade)"');
  expect(text(page)).toContain("12 s: broker 3 killed");
});

test("the brokers' CPU and disks are drawn beside the load, and the table has the numbers of the JSON", () => {
  const page = renderReport({ plan, proof });
  expect(page).toMatch(/aria-label="CPU of the brokers over the run, at most: broker 1 0.2 cores, broker 2 0.4 cores/);
  expect(page).toContain('aria-label="Written to the brokers&#39; disks over the run, at most: broker 1 11 MB/s');
  // Broker 3 was gone for a part of the time: its rates are those of the rest, its CPU is not known.
  expect(text(page)).toContain("broker 2 0.40 cores 11 MB/s 12 0");
  expect(text(page)).toContain("broker 3 not told 11 MB/s 12 0");
  expect(text(renderReport({ plan, proof: { ...proof, brokers: [] } }))).not.toContain("Brokers in the measured time");
});

test("the mark says whose it is, and which side was the limit", () => {
  const page = text(renderReport({ plan, mark }));
  expect(page).toContain("This is the generator&#39;s mark, taken on one broker of this machine.");
  expect(page).toContain("plimsoll prove stacks/claro --scale 1 shows that on the real hosts.");
  expect(page).toContain("Which side was the limit: the broker and its disk on this machine: the generator&#39;s own");
  expect(page).toContain("ceiling: into a sink 1.11 GB/s 660 MB/s 167 %");
});

test("the mark calls nothing lost that its readers may only not have come to", () => {
  const audit = { ...mark.audit, clean: false, lost: 30 };
  const page = text(renderReport({ plan, mark: { ...mark, drained: false, audit } }));
  expect(page).toContain("Audit: not read to the end");
  expect(page).toContain("unread or lost 30");
});

test("names of users are text wherever they appear", () => {
  const evil = `"><script>alert('x')</script>`;
  const cluster = plan.clusters[0]!;
  const page = renderReport({
    plan: {
      ...plan,
      name: evil,
      clusters: [{ ...cluster, name: evil, topics: [{ ...cluster.topics[0]!, name: evil }] }],
      warnings: [evil],
      sources: [evil],
    },
    proof: {
      ...failedProof,
      name: evil,
      consume: [{ ...proof.consume[0]!, group: evil }],
      events: [{ t: 3, kind: "fault", text: evil }],
      findings: [{ code: evil, outcome: "fail", text: evil }],
      produce: { ...proof.produce, errors: { [evil]: 3 } },
    },
  });
  expect(page).not.toContain("<script");
  expect(page.split("&lt;script&gt;").length).toBeGreaterThan(10);
});

const nothing: Proof = {
  ...proof,
  series: [],
  brokers: [],
  events: [],
  findings: [],
  consume: [],
  produce: { ...proof.produce, latency: latencyOf(0, 0) },
};
const noPhase: Mark["sink"] = { ...mark.sink, series: [], latency: latencyOf(0, 0), bytesPerSecond: 0 };
const noMark: Mark = { ...mark, sink: noPhase, produce: noPhase, produceAndRead: noPhase };

test.each<[string, Proof, Mark]>([
  ["no series at all", nothing, noMark],
  ["one second", { ...proof, warmupSeconds: 0, series: proof.series.slice(0, 1), events: [] }, mark],
  ["nothing acknowledged", { ...proof, series: proof.series.slice(14, 16) }, mark],
  ["an event after the end", { ...proof, events: [{ t: 900, kind: "fault", text: "late" }] }, mark],
])("draws a run with %s", (_, run, marked) => {
  const page = renderReport({ plan, proof: run, mark: marked });
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
  expect(page).toContain("Limits of the generator");
});
