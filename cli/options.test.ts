import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "../sizing/index.ts";
import { parseBootstrap, parseBrokerMetrics, parseBrokers, parseCodecs, parseScale, parseSeconds } from "./options.ts";

test.each([
  ["1/20", 0.05],
  ["0.05", 0.05],
  [".5", 0.5],
  ["1", 1],
  ["auto", "auto"],
  ["3/4", 0.75],
])("--scale %s is %s", (text, value) => {
  expect(parseScale(text)).toBe(value);
});

test.each(["", "0", "1/0", "0/3", "-1", "1/2/3", "half", "5%", "1e9", "1000", "NaN"])(
  "--scale %j is refused",
  (text) => {
    expect(() => parseScale(text)).toThrow(Problem);
  },
);

test("a scale that is accepted is a positive number, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789./-e ") }), (text) => {
      try {
        expect(parseScale(text)).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    }),
  );
});

test("times are quantities, or plain seconds, within their range", () => {
  expect(parseSeconds("60s", "--duration", 1)).toBe(60);
  expect(parseSeconds("2 min", "--duration", 1)).toBe(120);
  expect(parseSeconds("1.5", "--duration", 1)).toBe(1.5);
  expect(parseSeconds("0", "--warmup", 0)).toBe(0);
  expect(() => parseSeconds("0", "--duration", 1)).toThrow(/--duration `0` is out of range/);
  expect(() => parseSeconds("30 days", "--duration", 1)).toThrow(/out of range/);
  expect(() => parseSeconds("3 MB", "--duration", 1)).toThrow(/--duration: `3 MB` is a size/);
});

test("brokers are addresses with commas between", () => {
  expect(parseBootstrap("k1:9092, 10.0.0.1:1,[::1]:65535")).toEqual(["k1:9092", "10.0.0.1:1", "[::1]:65535"]);
});

test.each(["", "k1", "k1:", ":9092", "k1:0", "k1:65536", "k1:9092,", "http://k1:9092", "k1:9092;k2:9092"])(
  "--against %j is refused",
  (text) => {
    expect(() => parseBootstrap(text)).toThrow(/--against: .* is no address of a broker/);
  },
);

test("addresses of brokers' metrics are URLs", () => {
  const two = ["http://k1:7071/metrics", "https://k2/metrics"];
  expect(parseBrokerMetrics("http://k1:7071/metrics, https://k2/metrics")).toEqual(two);
});

test.each(["", "k1:7071", "k1:7071/metrics", "file:///metrics", "http://k1:7071/metrics,"])(
  "--broker-metrics %j is refused",
  (text) => {
    expect(() => parseBrokerMetrics(text)).toThrow(expect.objectContaining({ code: "PLM-CLI-002" }));
  },
);

test("codecs and numbers of brokers are what they say", () => {
  expect(parseCodecs("lz4, zstd")).toEqual(["lz4", "zstd"]);
  expect(parseBrokers("3")).toBe(3);
});

test.each(["", "none", "lz5", "lz4,"])("--codecs %j is refused", (text) => {
  expect(() => parseCodecs(text)).toThrow(expect.objectContaining({ code: "PLM-CLI-002" }));
});

test.each(["", "0", "10", "1.5", "-1"])("--brokers %j is refused", (text) => {
  expect(() => parseBrokers(text)).toThrow(expect.objectContaining({ code: "PLM-CLI-002" }));
});
