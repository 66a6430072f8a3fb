import { colours } from "./colours.ts";
import { figures } from "./figures.ts";
import { print } from "./print.ts";
import { tables } from "./tables.ts";
import { text } from "./text.ts";

/** The style sheet of a report. */
export const style = colours + text + tables + figures + print;
