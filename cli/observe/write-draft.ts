import { Document, isPair, isScalar, isSeq, type Pair, visit } from "yaml";
import type { Draft } from "./draft.ts";
import type { Observation } from "./observation.ts";
import { unreadText } from "./unread-list.ts";

/** What `--json` prints: the draft, and what it was made from. */
export const draftAsJson = ({ workload }: Draft, seen: Observation) => ({
  schema: "plimsoll/observation@1",
  workload,
  seen,
});

/** A draft as a workload file, with its notes as comments beside the values. */
export function writeDraft(
  { workload, notes }: Draft,
  { bootstrap, seconds, brokers, unread }: Observation,
  day: string,
): string {
  const document = new Document(workload);
  document.commentBefore = [
    ` Drafted by \`plimsoll observe ${bootstrap.join(",")}\` on ${day} from ${brokers} brokers, over ${seconds} s.`,
    ...unread.map((one) => ` Could not be read: ${unreadText(one)}.`),
    " What was guessed is listed under `assumed`; correct it, and take it out there.",
  ].join("\n");
  visit(document, {
    Pair: (_, pair, path) => {
      const note = notes.get(pathOf([...path, pair]));
      if (note !== undefined) comment(pair, note);
    },
    Map: (_, map, path) => {
      // Short blocks stand on one line, as people write them.
      if (path.length > 4 && map.items.every(({ value }) => isScalar(value))) map.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function comment({ key, value }: Pair, note: string): void {
  if (isScalar(value)) value.comment = ` ${note}`;
  else if (isScalar(key)) key.commentBefore = ` ${note}`;
}

/** The key of a node with those above it: `topics.0.rate`. */
function pathOf(nodes: readonly unknown[]): string {
  return nodes
    .flatMap((node, i) => {
      const above = nodes[i - 1];
      if (isPair(node)) return [String(isScalar(node.key) ? node.key.value : node.key)];
      return isSeq(above) ? [String(above.items.indexOf(node))] : [];
    })
    .join(".");
}
