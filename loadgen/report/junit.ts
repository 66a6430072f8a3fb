import type { FaultReport } from "../proof/fault-report.ts";
import type { Finding } from "../proof/finding.ts";
import type { Proof } from "../proof/proof.ts";
import { faultText } from "./fault-text.ts";
import { escapeMarkup } from "./markup.ts";

/**
 * Renders proofs as JUnit XML, a suite each: one test case for each finding, a failed one as `failure`, an invalid one
 * (the generator or the machine was the limit) as `error`; and one for each fault, which only tells what came of it.
 * What was held stands in the properties.
 */
export function renderJUnit(...proofs: readonly Proof[]): string {
  const all = proofs.flatMap(casesOf);
  const seconds = proofs.reduce((sum, proof) => sum + secondsOf(proof), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts(all, seconds)}>`,
    ...proofs.flatMap((proof, i) => suite(proof, proofs.length > 1 ? `, run ${i + 1}` : "")),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(proof: Proof, which: string): string[] {
  const findings = casesOf(proof);
  const name = attributes({ name: `plimsoll prove ${proof.name}${which}`, timestamp: proof.startedAt });
  return [
    `  <testsuite ${name} ${counts(findings, secondsOf(proof))}>`,
    "    <properties>",
    ...Object.entries(properties(proof)).map(([key, value]) => `      <property ${attributes({ name: key, value })}/>`),
    "    </properties>",
    ...findings.map((finding) => testCase(proof, finding)),
    "  </testsuite>",
  ];
}

const secondsOf = ({ warmupSeconds, measuredSeconds }: Proof): number => warmupSeconds + measuredSeconds;

const casesOf = ({ findings, faults }: Proof): Finding[] => [...findings, ...faults.map(faultCase)];

function counts(cases: readonly Finding[], seconds: number): string {
  return attributes({
    tests: cases.length,
    failures: cases.filter(({ outcome }) => outcome === "fail").length,
    errors: cases.filter(({ outcome }) => outcome === "invalid").length,
    time: seconds.toFixed(3),
  });
}

function properties({ run, verdict, driver, scale, cluster, produce, audit }: Proof): Record<string, string | number> {
  return {
    run,
    verdict,
    driver,
    scale: scale.factor,
    target: cluster.target,
    brokers: cluster.brokers,
    messagesPerSecond: produce.messagesPerSecond,
    targetMessagesPerSecond: produce.targetMessagesPerSecond,
    bytesPerSecond: produce.bytesPerSecond,
    latencyP50Ms: produce.latency.p50,
    latencyP99Ms: produce.latency.p99,
    acknowledged: audit.acknowledged,
    lost: audit.lost,
  };
}

function faultCase(fault: FaultReport, i: number): Finding {
  return { code: `fault ${i + 1}`, outcome: "pass", text: faultText(fault) };
}

function testCase(proof: Proof, { code, outcome, text }: Finding): string {
  const open = `    <testcase ${attributes({ classname: `plimsoll.${proof.name}`, name: code })}`;
  switch (outcome) {
    case "pass":
      return `${open}>\n      <system-out>${escapeMarkup(text)}</system-out>\n    </testcase>`;
    case "fail":
      return `${open}>\n      <failure ${attributes({ type: code, message: text })}/>\n    </testcase>`;
    case "invalid":
      return `${open}>\n      <error ${attributes({ type: code, message: text })}/>\n    </testcase>`;
  }
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        `${name}="${escapeMarkup(String(value)).replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)}"`,
    )
    .join(" ");
}
