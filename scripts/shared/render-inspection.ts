import type { Article, DroppedPart } from '../../src/corpus/article.ts';
import type { RejectedFile } from '../../src/corpus/rejected-file.ts';
import { describePassage, type Passage } from '../../src/passages/passage.ts';
import { stripControls } from '../../src/terminal/strip-controls.ts';
import { truncateText } from '../../src/text/truncate.ts';

export interface RenderInspectionOptions {
  readonly countTokens: (text: string) => number;
  /** Passages and left-out parts whole, or one line of each. */
  readonly isWhole: boolean;
}

const MAX_LINE_LENGTH = 100;

const FORMATS = { markdown: 'Markdown', scraped: 'text of a scraped page', html: 'HTML page' } as const;

const REASONS = {
  furniture: "the page's furniture",
  'reference-list': 'list of references',
  'syndication-notice': 'notice of first publication',
  image: 'image',
  markup: 'markup',
  empty: 'empty',
} as const satisfies Record<DroppedPart['reason'], string>;

/** What was made of one article, in plain text for a person, with an empty line at its end. */
export function renderInspectedArticle(
  article: Article,
  passages: readonly Passage[],
  options: RenderInspectionOptions,
): string {
  const { id, title, author, date, url, tags, format, cleaned, blocks, dropped } = article;
  const facts = [
    ['Title', title],
    ['Author', author ?? 'not given'],
    ['Date', date ?? 'not given'],
    ['URL', url ?? 'not given'],
    ['Tags', tags.length === 0 ? 'none' : tags.join(', ')],
    ['Format', FORMATS[format]],
    ['Text', `${cleaned.length} characters in ${blocks.length} blocks`],
  ];
  const lines = [
    id,
    ...facts.map(([name, value]) => `  ${`${name}:`.padEnd(8)} ${value}`),
    `  Left out: ${dropped.length === 0 ? 'nothing' : ''}`.trimEnd(),
    ...dropped.map((part) => renderDropped(part, options)),
    `  Passages: ${passages.length}`,
    ...passages.flatMap((passage, index) => renderPassage(passage, index + 1, options)),
    '',
  ];
  return stripControls(lines.join('\n'));
}

/** A file that was left out, on one line: where, and why. */
export function renderRejectedFile({ path, line, reason, message }: RejectedFile): string {
  return stripControls(`  ${path}${line === null ? '' : `:${line}`}: ${message} (${reason})`);
}

function renderDropped({ line, text, reason }: DroppedPart, { isWhole }: RenderInspectionOptions): string {
  const place = line === null ? '' : `line ${line}, `;
  return `    ${place}${REASONS[reason]}: ${isWhole ? text : truncateText(text, MAX_LINE_LENGTH)}`;
}

function renderPassage(
  passage: Passage,
  number: number,
  { countTokens, isWhole }: RenderInspectionOptions,
): readonly string[] {
  const { id, start, end, headingPath, text } = passage;
  const path = headingPath.length === 0 ? '(no heading)' : headingPath.join(' > ');
  const shown = isWhole ? text.split('\n') : [truncateText(text.replace(/\s+/g, ' '), MAX_LINE_LENGTH)];
  return [
    `    ${number}. ${path}`,
    `       ${id}, ${countTokens(describePassage(passage))} tokens, characters ${start} to ${end}`,
    ...shown.map((line) => `       | ${line}`),
  ];
}
