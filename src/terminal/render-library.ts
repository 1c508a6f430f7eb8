import type { ArticleSummary, Library } from '../answers/library.ts';
import { stripToLine } from './strip-controls.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { wrapText } from './wrap-text.ts';

/** The article list of `:sources`, or those of them whose title holds `filter`. */
export function renderSources(
  articles: readonly ArticleSummary[],
  filter: string,
  style: TerminalStyle,
): string {
  const wanted = filter.toLowerCase();
  const shown = articles.filter(({ title }) => title.toLowerCase().includes(wanted));
  if (shown.length === 0) return `No title holds ${JSON.stringify(filter)}.`;
  return shown.map((article) => renderArticle(article, style)).join('\n');
}

/** The index behind the answers, for `:about`. */
export function renderAbout(library: Library, style: TerminalStyle): string {
  const facts = library.describe();
  const rows = [
    ['Articles', `${facts.articleCount}`],
    ['Passages', `${facts.passageCount}`],
    ['Model', facts.modelId],
    ['Index built', facts.builtAt],
    ['Generation', facts.generation],
  ] as const;
  return rows.map(([name, value]) => `${style.dim(name.padEnd(12))} ${stripToLine(value)}`).join('\n');
}

function renderArticle(article: ArticleSummary, style: TerminalStyle): string {
  const facts = [article.author, article.date, countPassages(article.passageCount)];
  const known = facts.filter((fact) => fact !== null).map(stripToLine);
  const lines = [
    wrapText(style.bold(stripToLine(article.title)), { width: style.width, indent: '  ', label: '- ' }),
    wrapText(style.dim(known.join(', ')), { width: style.width, indent: '  ' }),
  ];
  if (article.url !== null) lines.push(`  ${style.accent(stripToLine(article.url))}`);
  return lines.join('\n');
}

function countPassages(count: number): string {
  return count === 1 ? '1 passage' : `${count} passages`;
}
