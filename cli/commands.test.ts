import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inSystem, inventory, workload } from "../components/testing/small-system.ts";
import { proofSchema } from "../loadgen/proof/proof.ts";
import { failedProof, invalidProof, mark, proof } from "../loadgen/report/fixtures.ts";
import { Problem } from "../sizing/index.ts";
import type { Loadgen } from "./context.ts";
import { fakeContext, status } from "./testing/fakes.ts";

const system = { workload, inventory };
let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "plimsoll-out-"));
});
afterAll(() => rm(out, { recursive: true, force: true }));

test("up sets up the runtime, brings the plan up and says what was adapted", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("up", dir)).toBe(0);
    expect(cli.calls).toEqual(["runtime 3.9.2", "up small"]);
    expect(cli.err()).toContain(`${dir} is planned for hosts; target set to local`);
    expect(cli.err()).toContain("adapted: Heap of a broker: 1 GB instead of 6 GB.");
    expect(cli.out()).toMatch(/^small: 2 of 3 nodes run\n/);
  });
});

test("up, status and down have a form for programs", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    await cli.run("up", dir, "--json");
    expect(JSON.parse(cli.out())).toMatchObject({ name: "small", changes: [expect.any(String)] });
    const second = fakeContext();
    await second.run("status", dir, "--json");
    expect(JSON.parse(second.out())).toEqual(status);
    const third = fakeContext();
    expect(await third.run("down", dir, "--json")).toBe(0);
    expect(JSON.parse(third.out())).toEqual({ name: "small", outcome: "nothing" });
  });
});

test("a problem of another part has its own exit code and shows the end of its log", async () => {
  const details = Array.from({ length: 50 }, (_, i) => `log line ${i}`);
  const up = async () => {
    throw new Problem("environment", "PLM-LOCAL-103", "broker-1 does not start", "look into its log", details);
  };
  await inSystem(system, async (dir) => {
    const cli = fakeContext({ components: { up } });
    expect(await cli.run("up", dir)).toBe(5);
    expect(cli.out()).toBe("");
    expect(cli.err()).toContain("error PLM-LOCAL-103: broker-1 does not start\n  look into its log\n");
    expect(cli.err()).toContain("  | log line 49\n");
    expect(cli.err()).not.toContain("log line 9\n");
  });
});

test("an unexpected error is one line", async () => {
  const up = async () => {
    throw new TypeError("x is not a function\nsecond line");
  };
  await inSystem(system, async (dir) => {
    const cli = fakeContext({ components: { up } });
    expect(await cli.run("up", dir)).toBe(5);
    expect(cli.err()).toMatch(
      /internal error PLM-BUG-001: x is not a function\n {2}run it again with PLIMSOLL_DEBUG=1.*\n$/,
    );
  });
});

test("prove loads the local cluster at a scale of its choice and prints the summary", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("prove", dir)).toBe(0);
    expect(cli.calls).toEqual(["prove 127.0.0.1:20001,127.0.0.1:20002 at auto"]);
    expect(cli.out()).toMatch(/^PASS {2}/);
    expect(cli.err()).toBe("preparing the load\n");
  });
});

test("prove hands its options over and writes the files", async () => {
  await inSystem(system, async (dir) => {
    let asked: unknown;
    const prove: Parameters<typeof fakeContext>[0] = {
      loadgen: {
        prove: async (options) => {
          asked = options;
          return proof;
        },
      },
    };
    const cli = fakeContext(prove);
    const where = join(out, "new", "folder");
    const words = ["--against", "k1:9092, k2:9093", "--scale", "1/20", "--duration", "2min", "--warmup", "0"];
    const pace = ["--profile", "step:4,peak=2", "--stop-when", "behind>5000"];
    expect(await cli.run("prove", dir, ...words, ...pace, "--driver", "kafkajs", "--out", where, "--json")).toBe(0);
    expect(asked).toMatchObject({
      access: { bootstrap: ["k1:9092", "k2:9093"] },
      shape: { kind: "step", steps: 4, peak: 2 },
      stopWhen: [{ measure: "behind", above: 5000 }],
      scale: 0.05,
      durationSeconds: 120,
      warmupSeconds: 0,
      driver: "kafkajs",
    });
    expect(proofSchema.parse(JSON.parse(cli.out()))).toEqual(proof);
    expect(cli.err()).toContain(`wrote ${join(where, "report.html")}\n`);
    expect(await readdir(where)).toEqual(["junit.xml", "proof.json", "report.html", "summary.md"]);
    expect(proofSchema.parse(JSON.parse(await readFile(join(where, "proof.json"), "utf8")))).toEqual(proof);
    expect(await readFile(join(where, "report.html"), "utf8")).toContain("<h1>small</h1>");
  });
});

test("prove does faults to the local cluster, which it holds meanwhile", async () => {
  await inSystem(system, async (dir) => {
    let asked: Parameters<Loadgen["prove"]>[0] | undefined;
    const prove = async (options: Parameters<Loadgen["prove"]>[0]) => {
      asked = options;
      return proof;
    };
    const words = ["--at", "10s", "--do", "kill broker 1", "--at", "20", "--do", "restart broker 1"];
    const cli = fakeContext({ loadgen: { prove } });
    expect(await cli.run("prove", dir, ...words)).toBe(0);
    expect(cli.calls).toEqual(["runtime 3.9.2", "hold small", "release small"]);
    const [fault] = asked!.faults!.faults;
    expect(fault).toMatchObject({ atSeconds: 10, text: "kill broker 1", end: { afterSeconds: 10 } });
    expect(asked!.faults!.putBack).not.toBeNull();
    expect(await cli.run("prove", dir, ...words, "--leave-faults")).toBe(0);
    expect(asked!.faults!.putBack).toBeNull();
    expect(await cli.run("prove", dir, ...words, "--leave-faults", "--repeat", "2")).toBe(2);
    expect(cli.err()).toContain("PLM-FAULT-012");
    expect(await cli.run("prove", dir)).toBe(0);
    expect(asked!.faults).toBeUndefined();
    expect(await cli.run("prove", dir, "--against", "k1:9092", ...words)).toBe(2);
    expect(cli.err()).toContain("PLM-FAULT-009");
    expect(await cli.run("prove", dir, "--at", "10s", "--do", "kill broker 9")).toBe(2);
    expect(cli.err()).toContain("small has no broker 9");
  });
});

test.each([
  ["fail", failedProof, 1],
  ["invalid", invalidProof, 4],
] as const)("a proof that is %s exits with its code", async (_, result, code) => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext({ loadgen: { prove: async () => result } });
    expect(await cli.run("prove", dir)).toBe(code);
  });
});

test("prove fails before the load when its folder cannot be made", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("prove", dir, "--out", join(dir, "workload.yaml", "results"))).toBe(5);
    expect(cli.err()).toMatch(/^error PLM-OUT-001: /);
    expect(cli.calls).toEqual([]);
  });
});

test("prove refuses a cluster that was not brought up to the end", async () => {
  const unfinished = { ...status, nodes: [{ ...status.nodes[0]!, state: "unfinished" as const }] };
  await inSystem(system, async (dir) => {
    const cli = fakeContext({ components: { status: async () => unfinished } });
    expect(await cli.run("prove", dir)).toBe(5);
    expect(cli.err()).toMatch(/^error PLM-CLI-003: cluster small was not brought up to the end\n {2}run `plimsoll up/);
  });
});

test("mark starts a broker of its own and takes it down, also when the mark fails", async () => {
  const cli = fakeContext();
  expect(await cli.run("mark", "--seconds", "7")).toBe(0);
  expect(cli.calls).toEqual([
    "down plimsoll-mark",
    "runtime 3.9.2",
    "up plimsoll-mark",
    "mark 127.0.0.1:20001,127.0.0.1:20002 for 7 s",
    "down plimsoll-mark",
  ]);
  expect(cli.out()).toMatch(/^MARK {2}/);
  const failing = fakeContext({ loadgen: { mark: () => Promise.reject(new Error("no")) } });
  expect(await failing.run("mark")).toBe(5);
  expect(failing.calls.at(-1)).toBe("down plimsoll-mark");
});

test("mark against a broker that runs starts none", async () => {
  const cli = fakeContext();
  expect(await cli.run("mark", "--against", "127.0.0.1:9092", "--json", "--out", out)).toBe(0);
  expect(cli.calls).toEqual(["mark 127.0.0.1:9092 for 20 s"]);
  expect(JSON.parse(cli.out())).toEqual(mark);
  expect(await readdir(out)).toContain("mark.json");
});

test("start does the whole loop, leaves nothing running and says where the report is", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext();
    expect(await cli.run("start", dir, "--out", join(out, "loop"))).toBe(0);
    expect(cli.calls).toEqual([
      "down small-start",
      "runtime 3.9.2",
      "up small-start",
      "prove 127.0.0.1:20001,127.0.0.1:20002 at auto",
      "down small-start",
      "down plimsoll-mark",
      "runtime 3.9.2",
      "up plimsoll-mark",
      "mark 127.0.0.1:20001,127.0.0.1:20002 for 20 s",
      "down plimsoll-mark",
    ]);
    expect(cli.out()).toMatch(/^small: planned\.[\s\S]+^MARK {2}[\s\S]+^PASS {2}/m);
    expect(cli.err()).toContain("report.html");
    const page = await readFile(join(out, "loop", "report.html"), "utf8");
    for (const part of ["plan", "proof", "mark"]) expect(page).toContain(`<section id="${part}"`);
  });
});

test("start takes its cluster down when the load fails", async () => {
  await inSystem(system, async (dir) => {
    const cli = fakeContext({ loadgen: { prove: () => Promise.reject(new Error("no")) } });
    expect(await cli.run("start", dir, "--out", out)).toBe(5);
    expect(cli.calls.at(-1)).toBe("down small-start");
  });
});

test("a command that was interrupted says so and exits with 130, whatever came of its work", async () => {
  await inSystem(system, async (dir) => {
    for (const outcome of [() => proof, () => Promise.reject(new Error("socket closed"))]) {
      const prove = async () => {
        process.emit("SIGTERM");
        return outcome();
      };
      const cli = fakeContext({ loadgen: { prove } });
      expect(await cli.run("start", dir, "--out", out)).toBe(130);
      expect(cli.calls).toContain("down small-start");
      expect(cli.err().match(/^stopping: the load and the cluster$/gm)).toHaveLength(1);
      expect(cli.err()).toMatch(/^stopped: small is down, nothing is left running\n$/m);
    }
  });
});

test("what could not be stopped is told instead", async () => {
  const stuck = new Problem("environment", "PLM-LOCAL-104", "broker-1 does not stop", "end process 4002");
  const prove = async () => {
    process.emit("SIGTERM");
    return proof;
  };
  let downs = 0;
  const down = async () => {
    if (downs++ > 0) throw stuck;
    return "nothing" as const;
  };
  await inSystem(system, async (dir) => {
    const cli = fakeContext({ components: { down }, loadgen: { prove } });
    expect(await cli.run("start", dir, "--out", out)).toBe(5);
    expect(cli.err()).toMatch(/error PLM-LOCAL-104: broker-1 does not stop\n {2}end process 4002\n$/);
    expect(cli.err()).not.toContain("nothing is left running");
  });
});

test("explain prints one reason, lists the keys, and suggests", async () => {
  await inSystem(system, async (dir) => {
    const one = fakeContext();
    expect(await one.run("explain", dir, "clusters.main.brokers")).toBe(0);
    expect(one.out()).toMatch(/^clusters\.main\.brokers = 4 brokers\n {2}formula {2}.+\n[\s\S]*source {3}/);
    const list = fakeContext();
    expect(await list.run("explain", dir)).toBe(0);
    expect(list.out()).toMatch(/^clusters\.main\.topics\.events\.partitions +\d+ partitions$/m);
    const wrong = fakeContext();
    expect(await wrong.run("explain", dir, "clusters.main.broker")).toBe(2);
    expect(wrong.err()).toMatch(/^error PLM-EXPLAIN-001: [\s\S]*clusters\.main\.brokers/);
    const asJson = fakeContext();
    await asJson.run("explain", dir, "clusters.main.brokers", "--json");
    expect(JSON.parse(asJson.out())).toMatchObject({ value: 4, unit: "brokers" });
  });
});
