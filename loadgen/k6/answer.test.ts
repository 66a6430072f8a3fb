import { expect, test } from "vitest";
import { storedOf } from "./scripts/answer.ts";

const partly = JSON.stringify({ offsets: [{ error_code: null }, { error_code: 50003 }, { error_code: null }] });

test.each([
  [200, null, 3],
  [202, "{}", 3],
  [503, partly, 2],
  [503, '{"error_code":50301,"message":"this ingest is being stopped"}', 0],
  [503, "<html>no server is available</html>", 0],
  [503, partly.slice(0, -2), 0],
  [503, "null", 0],
  [503, null, 0],
  [429, partly, 0],
  [0, null, 0],
])("of a batch of 3, status %d with %j leaves %d stored", (status, body, stored) => {
  expect(storedOf(status, body, 3)).toBe(stored);
});
