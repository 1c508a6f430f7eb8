import type { MilestoneEntry } from '../../answers/milestone-desk.ts';
import { renderSource, type Source, type SourceDetail } from './render-source.ts';

/** What is given up, in this order, before a footnote is. */
const DETAILS: readonly SourceDetail[] = [
  { link: 'fragment', titleLength: 150, headingLength: 150, authorLength: 0 },
  { link: 'page', titleLength: 100, headingLength: 80, authorLength: 0 },
  { link: 'none', titleLength: 80, headingLength: 60, authorLength: 0 },
];

/** Sources in the order of their numbers, which begin at 1, and the number that each entry has. */
export interface NumberedSources {
  readonly sources: readonly Source[];
  readonly numbers: readonly number[];
}

/** Numbers the sources of milestones, each once: by `passage` with its heading path, or by `article` alone. */
export function numberSources(
  entries: readonly MilestoneEntry[],
  by: 'passage' | 'article',
): NumberedSources {
  const known = new Map<string, number>();
  const sources: Source[] = [];
  const numbers = entries.map(({ article, headingPath }) => {
    const headings = by === 'passage' ? headingPath : [];
    const key = JSON.stringify([article.id, headings]);
    const number = known.get(key) ?? sources.length + 1;
    if (number > sources.length) {
      known.set(key, number);
      sources.push({ articleId: article.id, title: article.title, url: article.url, headingPath: headings });
    }
    return number;
  });
  return { sources, numbers };
}

/**
 * The footnotes, a line each, at most `maxLength` long in all: with links where there is room for them. Where even the
 * shortest do not fit, the last ones are counted instead.
 */
export function renderSourceList(sources: readonly Source[], maxLength: number): string {
  let lines: readonly string[] = [];
  for (const detail of DETAILS) {
    lines = sources.map((source, index) => `\\[${(index + 1).toString()}\\] ${renderSource(source, detail)}`);
    if (lines.join('\n').length <= maxLength) return lines.join('\n');
  }
  for (let kept = lines.length - 1; kept > 0; kept -= 1) {
    const rest = lines.length - kept;
    const text = [...lines.slice(0, kept), `… and ${rest.toString()} more`].join('\n');
    if (text.length <= maxLength) return text;
  }
  return '';
}
