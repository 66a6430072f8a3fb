import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { outputOf } from "./output.ts";
import { reduce, type WizardEvent } from "./reduce.ts";
import { beginWizard } from "./state.ts";

test("what a blank sheet leaves open is written where the reference has it", () => {
  const say = (id: string, text: string): WizardEvent => ({ type: "answer", id: `workload:topics.0.${id}`, text });
  const said = [{ type: "screen", by: 1 } as const, say("size", "1 kB"), say("rate", "1 MB/s")];
  const [file] = outputOf(said.reduce<ReturnType<typeof beginWizard>>(reduce, beginWizard([], null)).draft, "mine");
  const [topic] = parseDocument(file!.text).toJS().topics;
  expect(Object.keys(topic)).toEqual(["name", "rate", "size", "retention", "replication", "consumers"]);
});
