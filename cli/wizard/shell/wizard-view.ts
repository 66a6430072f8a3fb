import { Box, type Key, Text, useApp, useInput, useWindowSize } from "ink";
import { createElement as h, type ReactElement, useEffect, useState, useSyncExternalStore } from "react";
import { type Look, paintOf } from "../../ink/look.ts";
import type { Fault, FileChange } from "../contract.ts";
import { mendable } from "../model/faults.ts";
import { changesOf, folderOf, outputOf } from "../model/output.ts";
import { otherFaults, questionsOf } from "../model/questions.ts";
import type { WizardEvent } from "../model/reduce.ts";
import { screens, screensOf } from "../model/screens.ts";
import { nameOf } from "../model/state.ts";
import { Panel } from "../panel/panel.ts";
import { existingTexts } from "../save.ts";
import type { Session, Snapshot } from "../session.ts";
import { Footer, type FooterProps } from "./footer.ts";
import { actOf, type KeyPlace, keysIn } from "./keys.ts";
import { GAP_COLUMNS, layoutOf } from "./layout.ts";
import { Questions, questionsHeight } from "./questions.ts";
import { Review, reviewLines } from "./review.ts";

export interface WizardProps {
  readonly session: Session;
  readonly out: string | null;
  readonly look: Look;
  readonly onEnd: (how: "write" | "left") => void;
}

/** What writing would change, read whenever the review is opened. */
function useChanges(session: Session, out: string | null, review: boolean): readonly FileChange[] {
  const [changes, setChanges] = useState<readonly FileChange[]>([]);
  useEffect(() => {
    let current = true;
    const { state, checked } = session.snapshot();
    if (review && checked.faults.length === 0) {
      const files = outputOf(state.draft, folderOf(state.draft, out));
      void existingTexts(files).then((texts) => {
        if (current) setChanges(changesOf(files, texts));
      });
    }
    return () => {
      current = false;
    };
  }, [session, out, review]);
  return changes;
}

/** Where the keys act now. Several may come before the next drawing, so that what is drawn does not tell. */
function placeOf(session: Session): KeyPlace {
  const { state, checked, kept } = session.snapshot();
  const questions = questionsOf(state, checked.faults);
  const { overlay, help, panel, focus } = state;
  const focused = state.screen === "review" ? "review" : (questions[focus]?.answer.kind ?? "text");
  return { overlay, help, panel, focus: focused, last: focus >= questions.length - 1, kept: kept !== null };
}

/** The fault that the review leads to; undefined where there is none that a question shows. */
const faultToMend = ({ state, checked }: Snapshot): Fault | undefined => mendable(state.draft, checked.faults);

/** What asking for the files means: the review comes first, and then what is wrong. */
function towardsFiles(now: Snapshot): WizardEvent | "write" {
  if (now.state.screen !== "review") return { type: "go", screen: "review" };
  if (now.checked.faults.length === 0) return "write";
  const fault = faultToMend(now);
  return fault === undefined ? { type: "go", screen: "review" } : { type: "mend", id: fault.id };
}

/** What Enter does at the review; null on other screens. */
function enterAtReview(now: Snapshot): FooterProps["review"] {
  if (now.state.screen !== "review") return null;
  if (now.checked.faults.length === 0) return "write";
  return faultToMend(now) === undefined ? "nothing" : "mend";
}

/** The whole wizard: questions and plan beside each other, or one under the other, or one of them. */
export function WizardView({ session, out, look, onEnd }: WizardProps): ReactElement {
  const { exit } = useApp();
  const { columns, rows } = useWindowSize();
  const snapshot = useSyncExternalStore(session.subscribe, session.snapshot);
  const { state, checked, planning, kept, broken } = snapshot;
  // It ends the drawing, and is what the asker throws.
  if (broken !== null) throw broken.error;
  const [scroll, setScroll] = useState(0);
  const review = state.screen === "review";
  const changes = useChanges(session, out, review);
  const questions = questionsOf(state, checked.faults);
  const faults = otherFaults(state, checked.faults);
  const lines = review ? reviewLines(changes, faults, look) : [];

  const end = (how: "write" | "left"): void => {
    onEnd(how);
    exit();
  };
  const press = (input: string, key: Key): void => {
    const act = actOf(input, key, placeOf(session));
    if (act === null) return;
    switch (act.type) {
      case "leave":
        end("left");
        break;
      case "write": {
        const next = towardsFiles(session.snapshot());
        setScroll(0);
        if (next === "write") end("write");
        else session.send(next);
        break;
      }
      case "keep":
        void session.keepVariant();
        break;
      case "scroll":
        setScroll((at) => Math.max(0, Math.min(at + act.by, lines.length - 3)));
        break;
      default:
        setScroll(0);
        session.send(act);
    }
  };
  useInput((input, key) => {
    for (const one of keysIn(input, key)) press(...one);
  });

  const { title, about, adds } = screens[state.screen];
  const order = screensOf(state.draft);
  const paint = paintOf(look);
  const wanted = review ? lines.length : questionsHeight(questions, state.help, columns);
  const { beside, left, panel } = layoutOf({
    columns,
    rows,
    wanted,
    panelOpen: state.panel || state.overlay !== "none",
  });
  const step = `${order.indexOf(state.screen) + 1} of ${order.length}`;
  const head = `${paint("bold", title)}  ${paint("dim", `${step}  ${nameOf(state.draft)}`)}`;
  const body = review
    ? h(Review, { lines, scroll, height: left.height })
    : h(Questions, { questions, help: state.help, ...left, look });
  const { view, planned } = planning;
  const { overlay } = state;
  return h(
    Box,
    { flexDirection: "column", width: columns, height: rows - 1 },
    h(Text, { wrap: "truncate" }, head),
    h(Text, { wrap: "truncate" }, paint("dim", about)),
    h(
      Box,
      { flexDirection: beside ? "row" : "column", columnGap: GAP_COLUMNS, flexGrow: 1, marginTop: 1 },
      left.height > 0 ? h(Box, { ...left, flexShrink: 0, flexDirection: "column", overflow: "hidden" }, body) : null,
      panel.height > 0
        ? h(Box, { ...panel, flexShrink: 0 }, h(Panel, { view, planned, kept, overlay, ...panel, look }))
        : null,
    ),
    h(Footer, {
      overlay,
      adds,
      kept: kept !== null,
      review: enterAtReview(snapshot),
      help: state.help,
      beside,
      width: columns,
      look,
    }),
  );
}
