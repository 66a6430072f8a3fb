import { expect, test } from "vitest";
import { parsePort, parseSize, parseTopics } from "./ingest-options.ts";

test("topics want the acknowledgement of all replicas unless they say otherwise", () => {
  expect(parseTopics("orders, net.events:1,x:0")).toEqual([
    { name: "orders", acks: "all" },
    { name: "net.events", acks: "1" },
    { name: "x", acks: "0" },
  ]);
});

test.each(["", "a,,b", "a:2", "a b", "a:all:1"])("topics `%s` are refused", (text) => {
  expect(() => parseTopics(text)).toThrow(expect.objectContaining({ kind: "input", code: "PLM-CLI-002" }));
});

test("ports and sizes", () => {
  expect([parsePort("0"), parsePort("8080")]).toEqual([0, 8080]);
  for (const text of ["", "-1", "65536", "http"]) expect(() => parsePort(text)).toThrow(/is no port/);
  expect(parseSize("--hold", 1000)("64 MB")).toBe(64_000_000);
  expect(() => parseSize("--hold", 1000)("1 B")).toThrow("--hold `1 B` is too small");
});
