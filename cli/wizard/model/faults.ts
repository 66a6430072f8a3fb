import type { Fault } from "../contract.ts";
import type { Ask, Place } from "./ask.ts";
import type { Draft } from "./draft.ts";
import { type ScreenId, screens, screensOf } from "./screens.ts";

/** Whether a question shows the fault at a key: that of its own key, or of one below. */
export const showsFault = ({ id }: Pick<Ask, "id">, fault: string): boolean =>
  fault === id || fault.startsWith(`${id}.`);

/** A question: its screen, the topic and group that it is about, and its place on the screen. */
interface QuestionPlace extends Place {
  readonly screen: ScreenId;
  readonly focus: number;
}

/** The question that shows the fault at a key, such as `workload:topics.1.rate`; null where none does. */
export function placeOfFault(draft: Draft, fault: string): QuestionPlace | null {
  const [, topic = 0, group = 0] = /^workload:topics\.(\d+)(?:\.consumers\.(\d+))?/.exec(fault) ?? [];
  const place: Place = { topic: Number(topic), group: Number(group) };
  for (const screen of screensOf(draft)) {
    const focus = screens[screen].asks(draft, place).findIndex((ask) => showsFault(ask, fault));
    if (focus !== -1) return { screen, focus, ...place };
  }
  return null;
}

/** The first fault that a question shows; undefined where none does. */
export const mendable = (draft: Draft, faults: readonly Fault[]): Fault | undefined =>
  faults.find(({ id }) => placeOfFault(draft, id) !== null);
