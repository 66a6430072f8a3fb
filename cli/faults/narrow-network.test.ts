import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { namespaceNetwork } from "./narrow-network.ts";

const module = join(import.meta.dirname, "narrow-network.ts");

/** Why this machine cannot make a network of its own; null if it can. */
function whyNot(): string | null {
  const { status, stderr } = spawnSync("unshare", ["-n", "tc", "-V"], { encoding: "utf8" });
  return status === 0 ? null : `a network namespace and \`tc\` are needed: ${stderr ?? "no unshare"}`.trim();
}
const why = whyNot();
if (why !== null) console.log(`left out: narrowing a network (${why})`);

describe("the network of a local cluster", () => {
  it("is not narrowed where it is the machine's own", async () => {
    await expect(namespaceNetwork()).rejects.toMatchObject({ kind: "environment", code: "PLM-FAULT-011" });
  });

  it.skipIf(why !== null)("is narrowed and widened in a namespace", () => {
    const script = `
      import { execFileSync } from "node:child_process";
      import { namespaceNetwork } from ${JSON.stringify(module)};
      const shown = () => console.log(execFileSync("tc", ["qdisc", "show", "dev", "lo"], { encoding: "utf8" }).trim());
      const network = await namespaceNetwork();
      await network.narrow(20e6);
      shown();
      // What is there already is left as it is.
      await network.narrow(5e6).catch(({ message }) => console.log(message.startsWith("tc: ")));
      shown();
      await network.widen();
      shown();`;
    const lines = execFileSync("unshare", ["-n", process.execPath, "--input-type=module", "-e", script], {
      encoding: "utf8",
    }).split("\n");
    expect(lines[0]).toMatch(/^qdisc tbf .* rate 160Mbit/);
    expect(lines[1]).toBe("true");
    expect(lines[2]).toBe(lines[0]);
    expect(lines[3]).not.toContain("tbf");
  });
});
