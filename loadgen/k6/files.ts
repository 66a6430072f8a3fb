import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Load } from "./scripts/shape.ts";
import { testRun } from "./test-run.ts";

const folder = join(import.meta.dirname, "scripts");
/** Written as they are; the load is put beside them. */
const scripts = [
  "kafka.ts",
  "ingest.ts",
  "scenarios.ts",
  "messages.ts",
  "sizes.ts",
  "answer.ts",
  "shape.ts",
  "k6-x-kafka.d.ts",
];

export interface K6Targets {
  readonly bootstrap: readonly string[];
  readonly ingestUrl: string;
  readonly kafkaImage: string;
  readonly ingestImage: string;
}

/** The files of a load by name: its scripts for k6, and a TestRun of the k6 operator for each of the two. */
export async function k6Files(load: Load, targets: K6Targets): Promise<Record<string, string>> {
  const copies = await Promise.all(
    scripts.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const),
  );
  const kafka = { BROKERS: targets.bootstrap.join(","), PLIMSOLL_TOPICS: load.instances > 1 ? "given" : "make" };
  return {
    ...Object.fromEntries(copies),
    "load.ts": `import type { Load } from "./shape.ts";\n\nexport const load: Load = ${JSON.stringify(load, null, 2)};\n`,
    "testrun-kafka.yaml": testRun(load, { script: "kafka", image: targets.kafkaImage, env: kafka }),
    "testrun-ingest.yaml": testRun(load, {
      script: "ingest",
      image: targets.ingestImage,
      env: { INGEST_URL: targets.ingestUrl },
    }),
  };
}
