import { Select } from "@inkjs/ui";
import { render } from "ink";
import { createElement as h, useState } from "react";
import type { Look } from "../../ink/look.ts";
import type { Asker } from "../asker.ts";
import { type NextStep, nextLabels, nextSteps } from "../next.ts";
import { WizardView } from "./wizard-view.ts";

const FRAMES_PER_SECOND = 60;

/** How this terminal may be drawn on. */
const lookOf = ({ NO_COLOR, LANG = "", LC_ALL = "", LC_CTYPE = "" }: NodeJS.ProcessEnv): Look => ({
  colour: !NO_COLOR,
  unicode: /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG),
});

/**
 * Asks on the terminal's other screen, as editors do, so that what was there before is there again afterwards, however
 * the wizard ends.
 */
export function askOnScreen(): Asker {
  return {
    ask: async (session, out) => {
      let ended: "write" | "left" = "left";
      const onEnd = (how: "write" | "left"): void => {
        ended = how;
      };
      const view = h(WizardView, { session, out, look: lookOf(process.env), onEnd });
      // Keys that were pressed before are echoed no more, and where their echo left the cursor nothing is drawn.
      process.stdin.setRawMode(true);
      process.stdout.write("\r");
      const screen = render(view, {
        alternateScreen: true,
        interactive: true,
        exitOnCtrlC: false,
        incrementalRendering: true,
        maxFps: FRAMES_PER_SECOND,
      });
      await screen.waitUntilExit();
      screen.cleanup();
      return ended;
    },
    askNext: async () => {
      let chosen: NextStep = "nothing";
      const screen = render(
        h(NextSteps, {
          onChosen: (step) => {
            chosen = step;
            screen.unmount();
          },
        }),
        { interactive: true },
      );
      await screen.waitUntilExit();
      screen.cleanup();
      return chosen;
    },
    close: () => {},
  };
}

function NextSteps({ onChosen }: { readonly onChosen: (step: NextStep) => void }) {
  const [chosen, setChosen] = useState(false);
  return h(Select, {
    isDisabled: chosen,
    options: nextSteps.map((value) => ({ value, label: nextLabels[value] })),
    onChange: (value) => {
      setChosen(true);
      onChosen(value as NextStep);
    },
  });
}
