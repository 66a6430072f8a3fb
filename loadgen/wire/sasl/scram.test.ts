import { describe, expect, it } from "vitest";
import { scram } from "./scram.ts";

/** The exchange of RFC 7677, section 3. */
const nonce = "rOprNGfwEbeRWgbNEkqO";
const both = `${nonce}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0`;
const challenge = `r=${both},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;
const signature = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

async function challenged() {
  const dialogue = scram("sha256", "user", "pencil", nonce);
  const first = String(await dialogue.first());
  const final = String(await dialogue.next(Buffer.from(challenge)));
  return { dialogue, first, final };
}

describe("SCRAM", () => {
  it("says what RFC 7677 has the client say, and takes the server's signature", async () => {
    const { dialogue, first, final } = await challenged();
    expect(first).toBe(`n,,n=user,r=${nonce}`);
    expect(final).toBe(`c=biws,r=${both},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`);
    expect(await dialogue.next(Buffer.from(`v=${signature}`))).toBeNull();
  });

  it.each([
    ["another signature", `v=${signature.replace("6", "7")}`, "its signature is wrong"],
    ["a short signature", "v=6rri", "its signature is wrong"],
    ["none", "", "its signature is wrong"],
    ["an error", "e=invalid-proof", "invalid-proof"],
  ])("does not trust a server with %s", async (_, last, why) => {
    const { dialogue } = await challenged();
    await expect(async () => dialogue.next(Buffer.from(last))).rejects.toThrow(why);
  });

  it.each([
    ["another nonce", challenge.replace(nonce, "r0prNGfwEbeRWgbNEkqO"), "did not add to the nonce"],
    ["the client's nonce alone", `r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`, "did not add to the nonce"],
    ["few iterations", challenge.replace("4096", "4095"), "asks for 4095 iterations"],
    ["no number of iterations", challenge.replace("4096", "x"), "asks for x iterations"],
    ["endless iterations", challenge.replace("4096", "2000000000"), "asks for 2000000000 iterations"],
    ["nothing", "", "did not add to the nonce"],
  ])("gives no proof to a server that sends %s", async (_, text, why) => {
    const dialogue = scram("sha256", "user", "pencil", nonce);
    dialogue.first();
    await expect(async () => dialogue.next(Buffer.from(text))).rejects.toThrow(why);
  });

  it("escapes what has a meaning in a name, and makes a nonce of its own", () => {
    const [a, b] = [scram("sha512", "a=b,c", "p").first(), scram("sha512", "a=b,c", "p").first()].map(String);
    expect(a).toMatch(/^n,,n=a=3Db=2Cc,r=[A-Za-z0-9+/]{32}$/);
    expect(a).not.toBe(b);
  });
});
