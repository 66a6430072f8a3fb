import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { keyOf, readToken } from "./token.ts";

const token = "0123456789abcdef".repeat(2);

async function fileWith(text: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "plimsoll-token-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, "token");
  await writeFile(file, text);
  return file;
}

it("comes from the file before the environment, without the file's last line break", async () => {
  const file = await fileWith(`${token}\n`);
  expect(await readToken(file, "another token that is long enough")).toEqual(keyOf(token));
  expect(await readToken(undefined, token)).toEqual(keyOf(token));
});

it("makes another key of another token", () => {
  expect(keyOf(token)).toHaveLength(32);
  expect(keyOf(token)).not.toEqual(keyOf(`${token}0`));
});

it("is asked for, and refused when it is too short, without being shown", async () => {
  await expect(readToken(undefined, "")).rejects.toMatchObject({ code: "PLM-AGENT-001", kind: "input" });
  await expect(readToken("/no/such/file", token)).rejects.toMatchObject({
    code: "PLM-AGENT-002",
    message: "the token file /no/such/file cannot be read (ENOENT)",
  });
  await expect(readToken(undefined, "secret")).rejects.toMatchObject({
    code: "PLM-AGENT-003",
    message: "the token in PLIMSOLL_AGENT_TOKEN has 6 characters; 32 are the least",
    remedy: expect.not.stringContaining("secret"),
  });
});
