import type { Passage } from '../../answers/library.ts';
import type { QuotedSpan } from '../custom-id.ts';
import { MAX_EMBED_DESCRIPTION_LENGTH, MAX_EMBEDS_TOTAL_LENGTH } from '../limits.ts';
import { cleanText } from './clean-text.ts';
import { escapeText } from './escape-text.ts';
import { createButtonUrl } from './link-target.ts';
import { createLinkButton, createRows, type MessageBody } from './message-body.ts';
import { renderSource } from './render-source.ts';

const DETAIL = { link: 'fragment', titleLength: 256, headingLength: 600, authorLength: 100 } as const;
const PART_NOTE = '*This passage is longer than a Discord message; this is the part with the quoted words.*';
/** How far before the quoted words a part begins, where the whole passage does not fit. */
const LEAD_LENGTH = 300;

/**
 * A whole passage with the quoted words in bold, under its title, heading path, author and date. It runs on in a
 * second embed where one is too small; only where two are, a part around the quoted words is shown, and said to be one.
 */
export function renderPassage(passage: Passage, spans: readonly QuotedSpan[]): MessageBody {
  const { article, headingPath } = passage;
  const head = renderSource({ ...article, articleId: article.id, headingPath }, DETAIL);
  const quoted = spans.filter(({ start, end }) => start < end && end <= passage.text.length);
  const room = MAX_EMBEDS_TOTAL_LENGTH - head.length - PART_NOTE.length - 4;
  const descriptions = renderParts(passage.text, quoted, 0, head, room);
  const embeds =
    descriptions ??
    renderParts(
      passage.text,
      quoted,
      findPartStart(passage.text, quoted),
      `${head}\n${PART_NOTE}`,
      room,
      true,
    );
  const url = createButtonUrl(article.url);
  return {
    content: '',
    embeds: (embeds ?? [head]).map((description) => ({ description })),
    components: createRows(url === null ? [] : [createLinkButton('Open the article', url)]),
  };
}

/** One or two descriptions, the first below `head`; undefined where the text is longer than both and may not be cut. */
function renderParts(
  text: string,
  spans: readonly QuotedSpan[],
  from: number,
  head: string,
  totalRoom: number,
  mayCut = false,
): string[] | undefined {
  const first = fitSlice(text, spans, from, MAX_EMBED_DESCRIPTION_LENGTH - head.length - 4);
  const lead = from === 0 ? '' : '… ';
  if (first.end === text.length) return [`${head}\n\n${lead}${first.rendered}`];
  const second = fitSlice(text, spans, first.end, totalRoom - first.rendered.length - 4);
  if (second.end < text.length && !mayCut) return undefined;
  const descriptions = [`${head}\n\n${lead}${first.rendered}`];
  if (second.rendered !== '') descriptions.push(`${second.rendered}${second.end < text.length ? ' …' : ''}`);
  return descriptions;
}

/** The longest slice from `from` that fits once rendered, ended after a word where that costs less than a third. */
function fitSlice(
  text: string,
  spans: readonly QuotedSpan[],
  from: number,
  maxLength: number,
): { readonly end: number; readonly rendered: string } {
  let low = from;
  let high = Math.min(text.length, from + Math.max(0, maxLength));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (renderSlice(text, spans, from, middle).length <= maxLength) low = middle;
    else high = middle - 1;
  }
  let end = low;
  if (end < text.length) {
    const lastSpace = text.slice(from, end).search(/\s\S*$/);
    if (lastSpace > ((end - from) * 2) / 3) end = from + lastSpace;
    // Not between the halves of one character.
    else if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end -= 1;
  }
  return { end, rendered: renderSlice(text, spans, from, end) };
}

function findPartStart(text: string, spans: readonly QuotedSpan[]): number {
  const first = Math.min(...spans.map(({ start }) => start));
  if (!Number.isFinite(first) || first <= LEAD_LENGTH) return 0;
  const start = first - LEAD_LENGTH;
  const space = text.slice(start, first).search(/\s/);
  return space === -1 ? first : start + space;
}

function renderSlice(text: string, spans: readonly QuotedSpan[], from: number, to: number): string {
  const edges = [from, to, ...spans.flatMap(({ start, end }) => [start, end])]
    .filter((edge) => edge >= from && edge <= to)
    .sort((a, b) => a - b);
  return edges
    .slice(1)
    .map((end, index) => {
      const start = edges[index] ?? end;
      const piece = text.slice(start, end);
      const isQuoted = spans.some((span) => span.start <= start && end <= span.end);
      return isQuoted ? renderBold(piece) : escapeText(piece);
    })
    .join('')
    .trim();
}

/** Line by line: a list or a heading would end bold type that runs over lines. */
function renderBold(text: string): string {
  return cleanText(text)
    .split('\n')
    .map((line) => {
      const words = line.trim();
      return words === '' ? line : line.replace(words, () => `**${escapeText(words)}**`);
    })
    .join('\n');
}
