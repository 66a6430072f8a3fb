import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyMap, applyTable, crc32c, crcUpdate, mapTable, zeroBytes } from "./crc32c.ts";

const bytes = fc.uint8Array({ maxLength: 300 });

describe("crc32c", () => {
  it("gives the check values of RFC 3720, B.4", () => {
    expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  });

  it("is the same in one piece and in two", () => {
    fc.assert(
      fc.property(bytes, fc.nat(300), (data, cut) => {
        const at = Math.min(cut, data.length);
        const register = crcUpdate(crcUpdate(0xffffffff, data, 0, at), data, at, data.length);
        expect(~register >>> 0).toBe(crc32c(data));
      }),
    );
  });

  it("splits into what the register carries over and what the bytes add", () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 0xffffffff }), (data, register) => {
        const carried = zeroBytes(data.length);
        const own = crcUpdate(0, data, 0, data.length);
        expect((applyMap(carried, register) ^ own) >>> 0).toBe(crcUpdate(register, data, 0, data.length));
        expect(applyTable(mapTable(carried), register)).toBe(applyMap(carried, register));
      }),
    );
  });
});
