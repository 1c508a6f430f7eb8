import type { CommandEntry } from './command-entry.ts';

/** A command as it was typed in one line. */
export interface CommandLine {
  readonly entry: CommandEntry;
  /** Text for each option that was named. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Reads `/name option: text other: text`. Words before the first option's name belong to the first option that is not
 * named. Null where the text is no command yet: the name has to be whole and followed by a space.
 */
export function parseCommandLine(text: string, entries: readonly CommandEntry[]): CommandLine | null {
  if (!text.startsWith('/')) return null;
  const line = text.slice(1);
  const entry = entries
    .filter(({ path }) => line.toLowerCase().startsWith(`${path.join(' ')} `))
    .sort((a, b) => b.path.join(' ').length - a.path.join(' ').length)[0];
  if (entry === undefined) return null;
  const rest = line.slice(entry.path.join(' ').length + 1);
  return { entry, values: readValues(rest, entry) };
}

function readValues(rest: string, entry: CommandEntry): Readonly<Record<string, string>> {
  const names = entry.options.map(({ name }) => name);
  const marks = [...rest.matchAll(/(?<=^|\s)([\p{L}\p{N}_-]{1,32}):/gu)].filter(([, name = '']) =>
    names.includes(name),
  );
  const values: Record<string, string> = {};
  for (const [index, mark] of marks.entries()) {
    const [whole, name = ''] = mark;
    const end = marks[index + 1]?.index ?? rest.length;
    values[name] = rest.slice(mark.index + whole.length, end).trim();
  }
  const lead = rest.slice(0, marks[0]?.index ?? rest.length).trim();
  const first = names.find((name) => !(name in values));
  return lead === '' || first === undefined ? values : { [first]: lead, ...values };
}
