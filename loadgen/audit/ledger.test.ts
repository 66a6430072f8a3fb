import { describe, expect, it } from "vitest";
import { AcknowledgedLedger, audit, lostRows, ReadLedger } from "./ledger.ts";

const groups = [{ topic: "t", group: "g" }];

function run(acks: [number, number][], reads: [number, number][], corrupted = 0) {
  const sent = new AcknowledgedLedger("t", 1);
  for (const [first, count] of acks) sent.note(0, first, count);
  const got = new ReadLedger("t", "g");
  for (const [first, count] of reads) got.note(1, 0, first, count);
  return audit(sent.rows(), got.rows(), groups, corrupted);
}

describe("the audit", () => {
  it("is clean when everything acknowledged was read once and in order", () => {
    const result = run(
      [
        [0, 10],
        [10, 5],
      ],
      [
        [0, 7],
        [7, 8],
      ],
    );
    expect(result).toEqual({
      clean: true,
      acknowledged: 15,
      consumed: 15,
      lost: 0,
      corrupted: 0,
      repeated: 0,
      outOfOrder: 0,
      unacknowledged: 0,
      partitions: [],
    });
  });

  it("counts what was acknowledged and never read as lost", () => {
    const result = run(
      [
        [0, 10],
        [20, 10],
      ],
      [
        [0, 8],
        [20, 9],
      ],
    );
    expect(result).toMatchObject({ clean: false, lost: 3 });
    expect(result.partitions).toMatchObject([{ topic: "t", group: "g", producer: 1, partition: 0, lost: 3 }]);
  });

  it("counts a whole partition lost that no one read anything of", () => {
    expect(run([[0, 10]], [])).toMatchObject({ clean: false, lost: 10, consumed: 0 });
  });

  it("counts repeats, and does not take them for disorder", () => {
    expect(
      run(
        [[0, 10]],
        [
          [0, 10],
          [4, 3],
        ],
      ),
    ).toMatchObject({ clean: true, repeated: 3, outOfOrder: 0, consumed: 13 });
  });

  it("counts what comes after later messages", () => {
    expect(
      run(
        [[0, 10]],
        [
          [0, 4],
          [6, 4],
          [4, 2],
        ],
      ),
    ).toMatchObject({ clean: true, outOfOrder: 2, repeated: 0 });
  });

  it("allows messages that were stored though never acknowledged", () => {
    expect(run([[0, 5]], [[0, 8]])).toMatchObject({ clean: true, unacknowledged: 3 });
  });

  it("is not clean when a message was not what was sent", () => {
    expect(run([[0, 5]], [[0, 5]], 1)).toMatchObject({ clean: false, corrupted: 1 });
  });

  it("keeps groups apart: each has to read everything", () => {
    const sent = new AcknowledgedLedger("t", 1);
    sent.note(0, 0, 5);
    const one = new ReadLedger("t", "one");
    one.note(1, 0, 0, 5);
    const both = ["one", "two"].map((group) => ({ topic: "t", group }));
    expect(audit(sent.rows(), one.rows(), both, 0)).toMatchObject({ lost: 5, acknowledged: 5, consumed: 5 });
  });
});

describe("the work of an audit", () => {
  /** How often `compare` looks at a row, with so many partitions in each of so many topics, all read by one group. */
  function looks(compare: typeof audit | typeof lostRows, topics: number, partitions: number): number {
    let count = 0;
    const watched = <Row extends object>(row: Row) =>
      new Proxy(row, {
        get(target, key) {
          count++;
          return Reflect.get(target, key);
        },
      });
    const names = Array.from({ length: topics }, (_, i) => `t${i}`);
    const sent = names.map((name) => new AcknowledgedLedger(name, 1));
    const got = names.map((name) => new ReadLedger(name, "g"));
    for (let partition = 0; partition < partitions; partition++) {
      for (const ledger of sent) ledger.note(partition, 0, 5);
      for (const ledger of got) ledger.note(1, partition, 0, 5);
    }
    const acknowledged = sent.flatMap((ledger) => ledger.rows()).map(watched);
    const read = got.flatMap((ledger) => ledger.rows()).map(watched);
    const groups = names.map((topic) => ({ topic, group: "g" }));
    if (compare === audit) expect(audit(acknowledged, read, groups, 0)).toMatchObject({ clean: true });
    else expect(lostRows(acknowledged, read, groups)).toEqual([]);
    return count;
  }

  it.each([
    ["audit", audit],
    ["lostRows", lostRows],
  ])("of %s grows with the partitions and with the topics, not with their squares", (_, compare) => {
    const few = looks(compare, 1, 30);
    expect(looks(compare, 1, 300)).toBeLessThan(11 * few);
    expect(looks(compare, 300, 1)).toBeLessThan(11 * few);
  });
});
