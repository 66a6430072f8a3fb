import type { Unread } from "./observation.ts";

/** What was not given, gathered while a cluster is read; each name once. */
export class UnreadList {
  readonly #names = new Map<Unread["what"], Set<string>>();

  add(what: Unread["what"], name: string): void {
    const names = this.#names.get(what);
    if (names) names.add(name);
    else this.#names.set(what, new Set([name]));
  }

  get all(): Unread[] {
    return [...this.#names].map(([what, names]) => ({ what, names: [...names] }));
  }
}

const mostNames = 5;

/** In words: `settings of topics orders, bills`. */
export function unreadText({ what, names }: Unread): string {
  const more = names.length - mostNames;
  return `${what} ${names.slice(0, mostNames).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
