import { expect, test } from "vitest";
import { KEY_BYTES as generatorKeyBytes } from "../records/keys.ts";
import { KEY_BYTES, textBytes } from "./scripts/sizes.ts";

test("a key is as long as the load generator's", () => {
  expect(KEY_BYTES).toBe(generatorKeyBytes);
});

test.each([true, false])("key and value have the planned bytes together, bare and as JSON, keyed: %s", (keyed) => {
  const key = keyed ? "1".repeat(KEY_BYTES) : "";
  const topic = { messageBytes: 100, keyed };
  expect(key.length + textBytes(topic, 0)).toBe(100);
  const value = "x".repeat(textBytes(topic, 2));
  expect((keyed ? JSON.stringify(key).length : 0) + JSON.stringify(value).length).toBe(100);
});
