import type { FaultReport } from "../proof/fault-report.ts";
import type { Finding } from "../proof/finding.ts";
import type { Proof } from "../proof/proof.ts";
import { faultText } from "./fault-text.ts";
import { escapeMarkup } from "./markup.ts";

/**
 * Renders a proof as JUnit XML: one test case for each finding, a failed one as `failure`, an invalid one (the
 * generator or the machine was the limit) as `error`; and one for each fault, which only tells what came of it. What was held stands in the properties.
 */
export function renderJUnit(proof: Proof): string {
  const findings = [...proof.findings, ...proof.faults.map(faultCase)];
  const time = (proof.warmupSeconds + proof.measuredSeconds).toFixed(3);
  const counts = attributes({
    tests: findings.length,
    failures: findings.filter(({ outcome }) => outcome === "fail").length,
    errors: findings.filter(({ outcome }) => outcome === "invalid").length,
    time,
  });
  const suite = attributes({ name: `plimsoll prove ${proof.name}`, timestamp: proof.startedAt });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite ${suite} ${counts}>`,
    "    <properties>",
    ...Object.entries(properties(proof)).map(([name, value]) => `      <property ${attributes({ name, value })}/>`),
    "    </properties>",
    ...findings.map((finding) => testCase(proof, finding)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
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
