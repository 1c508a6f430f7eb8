import type { MilestoneEntry } from '../answers/milestone-desk.ts';
import type { MilestoneKind } from '../milestones/milestone.ts';
import { renderDate } from '../milestones/render-date.ts';
import { stripToLine } from './strip-controls.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { wrapText } from './wrap-text.ts';

const MARKS = { key: '●', dated: '•', published: '○' } as const satisfies Record<MilestoneKind, string>;

/**
 * Milestones as a vertical timeline in the order given, each with its date, title, the words that say so and the number
 * of its footnote; the footnotes stand below. Control characters of the articles are taken out.
 *
 *     ● 2018
 *     │ Acquisition of GitHub
 *     │ “In 2018, …” [1]
 */
export function renderMilestones(entries: readonly MilestoneEntry[], style: TerminalStyle): string {
  const numbers = new Map<string, number>();
  const notes: string[] = [];
  const rows = entries.map((entry) => {
    const { passageId } = entry.milestone;
    const number = numbers.get(passageId) ?? numbers.size + 1;
    if (!numbers.has(passageId)) notes.push(renderNote(entry, number, style));
    numbers.set(passageId, number);
    return renderEntry(entry, number, style);
  });
  const gap = style.dim('│');
  return [rows.join(`\n${gap}\n`), '', style.bold('Footnotes'), '', notes.join('\n')].join('\n');
}

function renderEntry({ milestone }: MilestoneEntry, number: number, style: TerminalStyle): string {
  const { kind } = milestone;
  const isKey = kind === 'key';
  const mark = isKey ? style.accent(MARKS[kind]) : style.dim(MARKS[kind]);
  const date = style.accent(renderDate(milestone));
  const hint = kind === 'published' ? style.dim(' (article published)') : '';
  const head = `${mark} ${isKey ? style.bold(date) : date}${hint}`;
  const title = stripToLine(milestone.title);
  const quote = `“${stripToLine(milestone.text)}” ${style.accent(`[${number}]`)}`;
  // The title of a dated one is its text, shortened.
  const body = kind === 'dated' ? [quote] : [isKey ? style.bold(title) : title, quote];
  return [head, ...body.map((line) => renderBeside(line, style))].join('\n');
}

/** The line in as many as it needs, each with the stroke of the timeline before it. */
function renderBeside(line: string, style: TerminalStyle): string {
  return wrapText(line, { width: style.width - 2 })
    .split('\n')
    .map((part) => `${style.dim('│')} ${part}`)
    .join('\n');
}

function renderNote({ article, headingPath }: MilestoneEntry, number: number, style: TerminalStyle): string {
  const label = `  [${number}] `;
  const indent = ' '.repeat(label.length);
  const place = [article.title, ...headingPath].map(stripToLine).join(' › ');
  const lines = [wrapText(place, { width: style.width, indent, label })];
  if (article.url !== null) lines.push(`${indent}${style.dim(stripToLine(article.url))}`);
  return lines.join('\n');
}
