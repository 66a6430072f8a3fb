// Searches the highest rate of one broker on a host of its own whose network is narrowed, five times; fails unless the
// answers are within 5 % of each other and near what the network carries.
import { parseArgs } from "node:util";
import { interruptible } from "../../cli/interrupt.ts";
import type { FindMax } from "../../loadgen/index.ts";
import { whyNoNarrowNetwork } from "../../test/narrow-network.ts";
import { NARROW_BYTES_PER_SECOND, onNarrowBroker } from "../../test/narrow-search.ts";
import { repeatable } from "./repeatable.ts";

const { values } = parseArgs({
  options: { searches: { type: "string", default: "5" }, step: { type: "string", default: "8s" } },
});
const searches = Number(values.searches);
if (!(Number.isInteger(searches) && searches >= 2 && searches <= 50)) {
  console.error("find-max: --searches takes 2 to 50");
  process.exit(2);
}

const log = (line: string) => console.error(line);
const why = whyNoNarrowNetwork();
if (why === null) process.exitCode = await interruptible(searchAgain, (how) => log(`stopping ${how}`));
else console.log(`left out: repeats of find-max on a narrowed network, since ${why}`);

async function searchAgain(signal: AbortSignal): Promise<number> {
  const results: FindMax[] = [];
  await onNarrowBroker(log, signal, async (search) => {
    while (results.length < searches) results.push(await search(["--step", values.step]));
  });
  const { good, text } = repeatable(results, NARROW_BYTES_PER_SECOND);
  console.log(text);
  return good ? 0 : 1;
}
