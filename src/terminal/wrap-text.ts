import wrapAnsi from 'wrap-ansi';

export interface WrapTextOptions {
  /** Columns that a line may fill, the indent included. `Infinity` wraps nothing. */
  readonly width: number;
  /** Put before every line. @default '' */
  readonly indent?: string;
  /** Put before the first line instead of the indent, as long as it. @default the indent */
  readonly label?: string;
}

/** Least columns left for text beside a deep indent. */
const MIN_TEXT_COLUMNS = 12;

/** The text in lines of at most `width` columns; its own line breaks and the spaces that its lines begin with are kept. */
export function wrapText(text: string, options: WrapTextOptions): string {
  const { width, indent = '', label = indent } = options;
  const lines = text.split('\n').flatMap((line) => wrapLine(line, width - indent.length));
  return lines.map((line, index) => `${index === 0 ? label : indent}${line}`.trimEnd()).join('\n');
}

function wrapLine(line: string, columns: number): string[] {
  if (columns === Infinity) return [line];
  const start = line.length - line.trimStart().length;
  const spaces = line.slice(0, start).replaceAll('\t', '    ');
  const room = Math.max(MIN_TEXT_COLUMNS, columns - spaces.length);
  // A line of code may begin far to the right: then its start is given up, not its words.
  const kept = spaces.slice(0, Math.max(0, columns - room));
  const wrapped = wrapAnsi(line.slice(start).trimEnd(), room, { hard: true }).split('\n');
  return wrapped.map((part) => kept + part);
}
