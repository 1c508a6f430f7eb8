import type { LibraryFacts } from '../answers/library.ts';
import { stripToLine } from './strip-controls.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { wrapText } from './wrap-text.ts';

export interface Greeting {
  readonly facts: LibraryFacts;
  /** Questions that the articles answer. */
  readonly examples: readonly string[];
  /** One more line, such as how to connect Discord. */
  readonly notice: string;
}

/** What the chat says before its first prompt. */
export function renderGreeting({ facts, examples, notice }: Greeting, style: TerminalStyle): string {
  const articles = facts.articleCount === 1 ? '1 article' : `${facts.articleCount} articles`;
  const wrap = (text: string): string => wrapText(text, { width: style.width });
  const parts = [
    wrap(
      `${style.bold('Footnote')} knows ${articles}. It answers in quotations with footnotes, or not at all.`,
    ),
  ];
  if (examples.length > 0) parts.push(renderExamples(examples, style));
  parts.push([wrap(':help lists the commands, Ctrl-D ends the chat.'), wrap(style.dim(notice))].join('\n'));
  return parts.join('\n\n');
}

/** What `:help` tells. */
export function renderHelp(style: TerminalStyle): string {
  const rows = [
    [':sources [WORD]', 'the articles, or those with WORD in their title'],
    [':show N', 'the whole passage behind footnote N of the last answer'],
    [':about', 'the index: its age, counts and model'],
    [':help', 'this list'],
    [':quit', 'ends the chat, as Ctrl-D does'],
  ] as const;
  const lines = rows.map(([command, what]) =>
    wrapText(what, { width: style.width, indent: ' '.repeat(18), label: style.accent(command.padEnd(18)) }),
  );
  const intro = wrapText('Type a question, or one of these commands:', { width: style.width });
  return [intro, ...lines].join('\n');
}

function renderExamples(examples: readonly string[], style: TerminalStyle): string {
  const lines = examples.map((example) =>
    wrapText(stripToLine(example), { width: style.width, indent: '    ', label: '  - ' }),
  );
  return ['Ask it something, for example:', ...lines].join('\n');
}
