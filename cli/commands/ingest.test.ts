import { expect, test } from "vitest";
import { fakeContext } from "../testing/fakes.ts";

test.each([
  [["--topics", "a"], 2, /PLM-CLI-004: no broker is named/],
  [["--topics", "a:7", "--against", "127.0.0.1:1"], 2, /PLM-CLI-002: --topics: `a:7` is no topic/],
  [["--against", "127.0.0.1:1"], 2, /PLM-CLI-001: required option '--topics <names>' not specified/],
  [["--topics", "a", "--against", "127.0.0.1:1"], 5, /PLM-LOAD-005: /],
])("ingest %s", async (words, code, message) => {
  const cli = fakeContext();
  expect(await cli.run("ingest", ...words)).toBe(code);
  expect(cli.err()).toMatch(message);
});
