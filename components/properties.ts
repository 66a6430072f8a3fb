/**
 * Renders a Java properties file with its keys in order.
 * Escapes what `java.util.Properties` would read otherwise; anything outside ASCII is written as \uXXXX because Java
 * reads such files as Latin-1.
 */
export function renderProperties(settings: Readonly<Record<string, string | number | boolean>>): string {
  return Object.keys(settings)
    .sort()
    .map((key) => `${escapeKey(key)}=${escapeValue(String(settings[key]))}\n`)
    .join("");
}

function escapeKey(key: string): string {
  return escapeCommon(key).replace(/[ :=#!]/g, "\\$&");
}

function escapeValue(value: string): string {
  return escapeCommon(value).replace(/^ /, "\\ ");
}

const named: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f" };

function escapeCommon(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
    /[\\\u0000-\u001f\u007f-\uffff]/g,
    (character) => named[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
