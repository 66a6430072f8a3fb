import { expect, test } from "vitest";
import { failedProof, invalidProof, proof } from "./fixtures.ts";
import { renderJUnit } from "./junit.ts";

test("a passed proof has a case for each finding and each fault, and no failure", () => {
  const xml = renderJUnit(proof);
  expect(xml.match(/<testcase /g)).toHaveLength(proof.findings.length + proof.faults.length);
  expect(xml).toMatch(/name="fault 1">\s*<system-out>kill broker 3 at 12 s: recovered after 8 s/);
  expect(xml).toContain('tests="5" failures="0" errors="0" time="25.000"');
  expect(xml).toContain('<property name="messagesPerSecond" value="24250"/>');
  expect(xml).not.toMatch(/<failure|<error/);
});

test("a failed finding is a failure, an invalid one an error", () => {
  expect(renderJUnit(failedProof)).toContain('<failure type="rate" message="20,100 msg/s held of 24,250 due"/>');
  expect(renderJUnit(failedProof)).toContain('failures="2" errors="0"');
  expect(renderJUnit(invalidProof)).toContain('<error type="generator-limit"');
  expect(renderJUnit(invalidProof)).toContain('failures="0" errors="1"');
});

test("several proofs are a suite each, told apart by their run, and counted together", () => {
  const xml = renderJUnit(proof, failedProof);
  expect([...xml.matchAll(/<testsuite name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
    "plimsoll prove claro, run 1",
    "plimsoll prove claro, run 2",
  ]);
  const cases = [proof, failedProof].map(({ findings, faults }) => findings.length + faults.length);
  expect(xml).toContain(`<testsuites tests="${cases[0]! + cases[1]!}" failures="2" errors="0" time="50.000">`);
});

test("names and texts cannot break out of their attributes", () => {
  const finding = { code: `a"b`, outcome: "fail", text: "<script>\n]]>&\u0000" } as const;
  const xml = renderJUnit({ ...proof, name: `<x a='1'>`, findings: [finding] });
  expect(xml).toContain('classname="plimsoll.&lt;x a=&#39;1&#39;&gt;" name="a&quot;b"');
  expect(xml).toContain('message="&lt;script&gt;&#10;]]&gt;&amp;\ufffd"');
});
