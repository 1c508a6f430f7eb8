import { cleanLine } from './clean-text.ts';
import { escapeText } from './escape-text.ts';
import { fitText } from './fit-text.ts';
import { createLinkTarget } from './link-target.ts';
import { renderDate } from './render-date.ts';

/** What a footnote or a list of articles tells of an article. */
export interface Source {
  readonly articleId: string;
  readonly title: string;
  readonly url: string | null;
  readonly headingPath?: readonly string[];
  readonly author?: string | null;
  readonly date?: string | null;
}

/** How much of a source is shown: lengths in UTF-16 units, once escaped. */
export interface SourceDetail {
  readonly link: 'fragment' | 'page' | 'none';
  readonly titleLength: number;
  readonly headingLength: number;
  readonly authorLength: number;
}

/** Longer than any date in words, for one that is written otherwise. */
const MAX_DATE_LENGTH = 40;
const BALANCED_BRACKETS = /^[^[\]]*(?:\[[^[\]]*\][^[\]]*)*$/;
const LOOKS_LIKE_ADDRESS = /https?:|www\.|discord(?:app)?\.\w/i;

/** Untrusted text on one line, escaped, at most `maxLength` long. */
export function renderLine(text: string, maxLength: number): string {
  return fitText(cleanLine(text), maxLength, escapeText);
}

/**
 * A title as the label of a masked link. Discord takes brackets in a label only in pairs, so that others become
 * parentheses.
 */
function renderLabel(title: string): string {
  const safe = BALANCED_BRACKETS.test(title) ? title : title.replaceAll('[', '(').replaceAll(']', ')');
  return escapeText(safe);
}

function renderTitle(source: Source, detail: SourceDetail): string {
  const title = cleanLine(source.title) || cleanLine(source.articleId) || 'Untitled';
  const target =
    detail.link === 'none' ? null : createLinkTarget(source.url, { fragment: detail.link === 'fragment' });
  if (target === null) return fitText(title, detail.titleLength, escapeText) || 'Untitled';
  // Discord shows a masked link as plain text where its label looks like an address itself.
  if (LOOKS_LIKE_ADDRESS.test(title)) {
    return `${fitText(title, detail.titleLength, escapeText)} ([open](${target}))`;
  }
  return `[${fitText(title, detail.titleLength, renderLabel) || 'Untitled'}](${target})`;
}

/** One line: title linked to its page, heading path, author, date. Every part is as long as `detail` allows. */
export function renderSource(source: Source, detail: SourceDetail): string {
  const headings = (source.headingPath ?? []).map(cleanLine).filter((heading) => heading !== '');
  const parts = [
    renderTitle(source, detail),
    headings.length === 0 ? '' : renderLine(headings.join(' › '), detail.headingLength),
    renderLine(source.author ?? '', detail.authorLength),
    renderSourceDate(source.date ?? ''),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function renderSourceDate(date: string): string {
  return renderDate(date) ?? renderLine(date, MAX_DATE_LENGTH);
}
