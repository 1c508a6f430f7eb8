import type { CommandEntry } from './command-entry.ts';

/** What the text before the caret asks to be completed. */
export type Completion =
  | { readonly kind: 'command'; readonly query: string }
  /** `from` is where the `@` stands, in UTF-16 units. */
  | { readonly kind: 'mention'; readonly query: string; readonly from: number };

/** A command while one is begun at the start; a mention while a word begins with `@`; else null. */
export function findCompletion(text: string, caret: number): Completion | null {
  const before = text.slice(0, caret);
  if (/^\/[^\n]{0,100}$/.test(before)) return { kind: 'command', query: before.slice(1).toLowerCase() };
  const mention = /(?:^|\s)@([^\s@]{0,32})$/.exec(before);
  if (mention === null) return null;
  const query = mention[1] ?? '';
  return { kind: 'mention', query: query.toLowerCase(), from: caret - query.length - 1 };
}

/** The commands that fit what was typed, best first: those that begin with it, then those that hold it. */
export function rankCommands(entries: readonly CommandEntry[], query: string): readonly CommandEntry[] {
  const wanted = query.trim();
  const rate = ({ path, description }: CommandEntry): number => {
    const name = path.join(' ');
    if (name.startsWith(wanted)) return 3;
    if (name.includes(wanted)) return 2;
    return wanted.length > 2 && description.toLowerCase().includes(wanted) ? 1 : 0;
  };
  return entries
    .map((entry) => ({ entry, rating: rate(entry) }))
    .filter(({ rating }) => rating > 0)
    .sort((a, b) => b.rating - a.rating)
    .map(({ entry }) => entry);
}
