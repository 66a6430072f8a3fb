import { PassThrough } from "node:stream";
import { render as renderFor } from "ink";
import { cleanup, render } from "ink-testing-library";
import { createElement } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { PanelProps } from "../contract.ts";
import { Panel } from "./panel.ts";
import { claro, shown, withBrokers } from "./testing.ts";

const props: PanelProps = {
  view: { state: "current", plan: claro.plan },
  planned: claro,
  kept: null,
  overlay: "none",
  width: 38,
  height: 20,
  look: { colour: true, unicode: true },
};
const draw = (more: Partial<PanelProps> = {}) => {
  const drawn = render(createElement(Panel, { ...props, ...more }));
  return { ...drawn, text: () => shown([drawn.lastFrame() ?? ""])[0]! };
};
const [down, erase] = ["\u001b[B", "\u007f"];

afterEach(() => {
  cleanup();
});

test.each([
  [38, 20],
  [78, 20],
  [100, 56],
])("the panel of %i x %i fills its part and no more", (width, height) => {
  const { text } = draw({ width, height });
  const lines = text().split("\n");
  expect(lines.length).toBeLessThanOrEqual(height);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
  expect(text()).toMatch(/^brokers +5 in 5 racks/m);
});

test("to a screen reader the panel is text without columns or bars", async () => {
  const stdout = Object.assign(new PassThrough({ encoding: "utf8" }), { columns: 120, rows: 50 });
  let said = "";
  stdout.on("data", (chunk) => {
    said += chunk;
  });
  const reader = renderFor(createElement(Panel, { ...props, width: 100 }), {
    stdout,
    isScreenReaderEnabled: true,
    debug: true,
    patchConsole: false,
  });
  await vi.waitFor(() => expect(said).toContain("network in: 32 % normally, 40 % after the planned loss, limit 80 %"));
  reader.unmount();
  expect(said).not.toMatch(/[█▒│]/);
});

test("a new plan takes the place of the old one", () => {
  const { text, rerender } = draw();
  const seven = withBrokers(claro, 7);
  rerender(createElement(Panel, { ...props, planned: seven, view: { state: "current", plan: seven.plan } }));
  expect(text()).toMatch(/^brokers +7 in 7 racks$/m);
});

test("any number is picked with the keyboard and explained", async () => {
  const { text, stdin } = draw({ overlay: "explain", width: 70 });
  expect(text()).toContain("clusters.main.brokers = 5 brokers");
  await vi.waitFor(() => {
    stdin.write(down);
    expect(text()).toContain("totals.messagesPerSecond = 485,000 msg/s");
  });
  stdin.write("memory maps loss");
  await vi.waitFor(() => expect(text()).toMatch(/^> memory maps, after loss/m));
  expect(text()).toContain("rule     maxMapCount");
  for (const _ of "memory maps loss") stdin.write(erase);
  await vi.waitFor(() => expect(text()).toContain("type a part of its name"));
});

test("two variants stand side by side, and without a kept one it is said how to keep it", () => {
  expect(draw({ overlay: "compare", kept: withBrokers(claro, 7), width: 70 }).text()).toMatch(
    /\* +brokers +7 in 7 racks +5 in 5 racks +-2/,
  );
  expect(draw({ overlay: "compare" }).text()).toContain("Ctrl-K");
});

test("the reverse view says what the machines carry", async () => {
  const { text } = draw({ overlay: "capacity", width: 70 });
  await vi.waitFor(() => expect(text()).toContain("With the objectives kept 5 brokers carry"), { timeout: 10_000 });
  expect(text()).toMatch(/^ {2}5 \(now\) +\d+ h .*disk space$/m);
});

test("an overlay without a plan says what is missing", () => {
  for (const overlay of ["explain", "capacity"] as const)
    expect(draw({ overlay, planned: null, view: { state: "none", faults: [] } }).text()).toContain(
      "There is no plan yet",
    );
});
