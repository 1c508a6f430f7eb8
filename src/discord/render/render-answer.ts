import type { APIButtonComponent } from 'discord.js';
import type { Answer } from '../../answers/answer.ts';
import type { Citation, Quote } from '../../answers/citation.ts';
import type { Passage } from '../../answers/library.ts';
import { isPassageId, type QuotedSpan } from '../custom-id.ts';
import { MAX_EMBED_DESCRIPTION_LENGTH, MAX_EMBED_TITLE_LENGTH, MAX_SHOWN_QUOTES } from '../limits.ts';
import { escapeText } from './escape-text.ts';
import { fitText } from './fit-text.ts';
import { createButton, createRows, type MessageBody } from './message-body.ts';
import { cutQuote, renderBlockQuote } from './render-quote.ts';
import { renderLine, renderSource, type SourceDetail } from './render-source.ts';
import {
  createClosingButtons,
  createKeptNote,
  createRatingButtons,
  type ReplySetting,
} from './reply-setting.ts';

/** A calm blue for the bar beside an answer. */
const ANSWER_COLOUR = 0x3b6ea5;
const SHORTENED = '*Shortened to fit a Discord message. “Show me” has the whole passage.*';
const PARAGRAPH = '\n\n';

/** What is given up, in this order, before a word of a quote is. */
const DETAILS: readonly SourceDetail[] = [
  { link: 'fragment', titleLength: 256, headingLength: 300, authorLength: 100 },
  { link: 'page', titleLength: 256, headingLength: 300, authorLength: 100 },
  { link: 'page', titleLength: 120, headingLength: 120, authorLength: 60 },
  { link: 'none', titleLength: 120, headingLength: 120, authorLength: 60 },
];
const LEAST_DETAIL: SourceDetail = { link: 'none', titleLength: 120, headingLength: 120, authorLength: 60 };

/**
 * An answer as one embed: quotes as block quotes with their footnote numbers, then the footnotes, with a "Show me"
 * for each. Fits Discord's limits whatever the answer holds; a quote is cut only when all else is at its shortest.
 */
export function renderAnswer(
  answer: Answer,
  setting: ReplySetting,
  findPassage: (passageId: string) => Passage | undefined,
): MessageBody {
  const known = new Set(answer.citations.map(({ number }) => number));
  const quotes = answer.quotes.filter(({ citation }) => known.has(citation)).slice(0, MAX_SHOWN_QUOTES);
  const numbers = new Set(quotes.map(({ citation }) => citation));
  const citations = answer.citations.filter(({ number }) => numbers.delete(number));
  const title = setting.question === null ? '' : renderLine(setting.question, MAX_EMBED_TITLE_LENGTH);
  return {
    content: setting.note ?? '',
    embeds: [
      {
        ...(title === '' ? {} : { title }),
        description: renderDescription(answer, quotes, citations),
        color: ANSWER_COLOUR,
        ...createKeptNote(setting.keptDays),
      },
    ],
    components: createRows(createShowButtons(answer, quotes, citations, findPassage), [
      ...createRatingButtons(setting.questionId),
      ...createClosingButtons(setting),
    ]),
  };
}

function renderMarker(number: number): string {
  return `\\[${number.toString()}\\]`;
}

function renderFootnotes(citations: readonly Citation[], detail: SourceDetail): string {
  return citations
    .map((citation) => `${renderMarker(citation.number)} ${renderSource(citation, detail)}`)
    .join('\n');
}

function renderDescription(answer: Answer, quotes: readonly Quote[], citations: readonly Citation[]): string {
  if (quotes.length === 0) return fitText(answer.text, MAX_EMBED_DESCRIPTION_LENGTH, escapeText);
  const note = answer.note === undefined ? [] : [escapeText(answer.note)];
  const isWhole = quotes.length === answer.quotes.length;
  const length = quotes.reduce((sum, { text }) => sum + text.length, 0);
  if (isWhole && length < MAX_EMBED_DESCRIPTION_LENGTH) {
    const rendered = quotes.map(({ text, citation }) => renderBlockQuote(text, renderMarker(citation)));
    for (const detail of DETAILS) {
      const description = [...rendered, ...note, renderFootnotes(citations, detail)].join(PARAGRAPH);
      if (description.length <= MAX_EMBED_DESCRIPTION_LENGTH) return description;
    }
  }
  return renderShortened(quotes, citations);
}

/** The quotes share what the footnotes leave; what one does not need goes to the next. */
function renderShortened(quotes: readonly Quote[], citations: readonly Citation[]): string {
  const tail = [renderFootnotes(citations, LEAST_DETAIL), SHORTENED].join(PARAGRAPH);
  let room = MAX_EMBED_DESCRIPTION_LENGTH - tail.length - quotes.length * PARAGRAPH.length;
  const rendered = quotes.map(({ text, citation }, index) => {
    const share = Math.floor(room / (quotes.length - index));
    const quote = fitText(text, share, (part) => renderBlockQuote(part, renderMarker(citation)), cutQuote);
    room -= quote.length;
    return quote;
  });
  return [...rendered, tail].join(PARAGRAPH);
}

function createShowButtons(
  answer: Answer,
  quotes: readonly Quote[],
  citations: readonly Citation[],
  findPassage: (passageId: string) => Passage | undefined,
): APIButtonComponent[] {
  return citations
    .filter(({ passageId }) => isPassageId(passageId))
    .map(({ number, passageId }) => {
      const passage =
        answer.hits.find((hit) => hit.passage.id === passageId)?.passage ?? findPassage(passageId);
      const spans = quotes
        .filter(({ citation }) => citation === number)
        .flatMap((quote) => locateQuote(quote, passage));
      const label = citations.length === 1 ? 'Show me' : `Show me [${number.toString()}]`;
      return createButton(label, { kind: 'show', passageId, spans }, { primary: true });
    });
}

/** Counted from the passage's start: its id stays when the passage moves within its article, its offsets do not. */
function locateQuote(quote: Quote, passage: Passage | undefined): QuotedSpan[] {
  if (passage === undefined) return [];
  const span = { start: quote.start - passage.start, end: quote.end - passage.start };
  return passage.text.slice(Math.max(0, span.start), span.end) === quote.text ? [span] : [];
}
