import { expect, test } from "vitest";
import { checkDraft } from "./check.ts";
import { mendable, placeOfFault } from "./faults.ts";
import { questionsOf } from "./questions.ts";
import { reduce, type WizardEvent } from "./reduce.ts";
import { beginWizard } from "./state.ts";

const events: readonly WizardEvent[] = [
  { type: "screen", by: 1 },
  { type: "answer", id: "workload:topics.0.rate", text: "1 MB/s" },
  { type: "answer", id: "workload:topics.0.size", text: "1 kB" },
  { type: "add" },
  { type: "answer", id: "workload:topics.1.rate", text: "1 MB/s" },
  { type: "go", screen: "review" },
];
const review = events.reduce(reduce, beginWizard([], null));

test("a fault leads to the question that shows it, of its topic", () => {
  const fault = mendable(review.draft, checkDraft(review.draft).faults)!;
  expect(fault.id).toBe("workload:topics.1.size");
  const there = reduce(review, { type: "mend", id: fault.id });
  expect(there).toMatchObject({ screen: "flow", topic: 1 });
  const focused = questionsOf(there, [fault]).find((question) => question.focused);
  expect(focused).toMatchObject({ id: fault.id, text: "", error: expect.stringContaining("is missing") });
});

test("a group's fault leads to its group", () => {
  const found = placeOfFault(review.draft, "workload:topics.1.consumers.0.lag");
  expect(found).toMatchObject({ screen: "readers", topic: 1, group: 0 });
});

test("what no question shows leads nowhere", () => {
  const id = "workload:services.hdfs.0.keep";
  expect(mendable(review.draft, [{ id, text: "is `90 parsecs`" }])).toBeUndefined();
  expect(reduce(review, { type: "mend", id })).toBe(review);
});
