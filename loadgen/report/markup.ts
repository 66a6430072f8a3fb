/** Text that is safe to stand in an HTML document as it is. Only {@link html} and {@link trusted} make it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Interpolation = string | number | null | Markup | readonly Interpolation[];

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

// XML 1.0 allows no control characters but tab, line feed and carriage return, not even as references.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

/** Escapes a string for text and attribute values of HTML and XML; characters that XML forbids become U+FFFD. */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(forbidden, "\ufffd")
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

function interpolate(value: Interpolation): string {
  if (value === null) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "string" || typeof value === "number") return escapeMarkup(String(value));
  return value.map(interpolate).join("");
}

/** Template tag for HTML: every interpolated string is escaped, arrays are joined, null leaves nothing. */
export function html(strings: TemplateStringsArray, ...values: Interpolation[]): Markup {
  return new Markup(strings.map((part, i) => part + (i < values.length ? interpolate(values[i]!) : "")).join(""));
}

/** Marks text as safe. For text of this program only (style sheet, charts), never for a name that a user wrote. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** Text in which commands and names stand between backquotes, as markup. */
export function inlineCode(text: string): Markup {
  return html`${text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}
