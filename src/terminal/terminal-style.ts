import { styleText } from 'node:util';

/** How text is laid out on one terminal. */
export interface TerminalStyle {
  /** Columns that a line may fill; `Infinity` where nothing is wrapped. */
  readonly width: number;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
}

export interface TerminalStyleOptions {
  /** Width of the terminal, 0 where it does not tell; undefined where the output is none. @default undefined */
  readonly columns?: number | undefined;
  /** @default false */
  readonly colors?: boolean;
}

/** Taken where a terminal does not tell its width. */
const USUAL_COLUMNS = 80;
/** Lines longer than this are hard to read, however wide the terminal is. */
const MAX_COLUMNS = 100;
/** Below this a line holds less than a word or two; the terminal may break it itself. */
const MIN_COLUMNS = 24;

/** The style for a terminal of that width; text for a file or a pipe is neither wrapped nor coloured. */
export function createTerminalStyle(options: TerminalStyleOptions = {}): TerminalStyle {
  const { columns, colors = false } = options;
  const paint =
    (format: 'bold' | 'dim' | 'cyan') =>
    (text: string): string =>
      // The caller has decided on colours; newer releases of Node would look at the environment again.
      colors && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return {
    width: columns === undefined ? Infinity : fitColumns(columns === 0 ? USUAL_COLUMNS : columns),
    bold: paint('bold'),
    dim: paint('dim'),
    accent: paint('cyan'),
  };
}

/** One column stays free: some terminals break a line that fills all of them. */
function fitColumns(columns: number): number {
  return Math.max(MIN_COLUMNS, Math.min(columns - 1, MAX_COLUMNS));
}
