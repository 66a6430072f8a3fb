import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A certificate with its key, in PEM. */
export interface Certified {
  certificate: string;
  key: string;
}

/** An authority that signs certificates for tests; its files are in `dir`, which the caller removes. */
export class TestAuthority {
  readonly #dir: string;
  /** PEM, for those who are to trust it. */
  readonly certificate: string;
  #serial = 0;

  private constructor(dir: string, certificate: string) {
    this.#dir = dir;
    this.certificate = certificate;
  }

  static async create(dir: string): Promise<TestAuthority> {
    const files = ["-keyout", join(dir, "authority.key"), "-out", join(dir, "authority.pem")];
    await run("openssl", ["req", "-x509", ...newKey, ...files, "-days", "2", "-subj", "/CN=authority of a test"]);
    return new TestAuthority(dir, await readFile(join(dir, "authority.pem"), "utf8"));
  }

  /** A certificate for `names`, such as `IP:127.0.0.1`, that is over `days` from now: before now if negative. */
  async certify(names: string, days = 2): Promise<Certified> {
    const path = (what: string) => join(this.#dir, `${this.#serial}.${what}`);
    this.#serial++;
    await run("openssl", ["req", ...newKey, "-keyout", path("key"), "-out", path("csr"), "-subj", "/CN=of a test"]);
    await writeFile(path("ext"), `subjectAltName=${names}\n`);
    const by = ["-CA", join(this.#dir, "authority.pem"), "-CAkey", join(this.#dir, "authority.key")];
    const valid = ["-days", String(days), "-set_serial", String(this.#serial)];
    const what = ["-in", path("csr"), "-out", path("pem"), "-extfile", path("ext")];
    await run("openssl", ["x509", "-req", ...by, ...valid, ...what]);
    return { certificate: await readFile(path("pem"), "utf8"), key: await readFile(path("key"), "utf8") };
  }
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
