import { findDates, type DateMention } from '../milestones/find-dates.ts';
import { analyzeText } from '../text/analyze-text.ts';

/** A question that asks what happened at a time, or for the first or latest of something. */
export interface TimeQuestion {
  readonly shape: 'period' | 'first' | 'latest';
  /** ISO dates cut to their precision; null for an open end. */
  readonly from: string | null;
  readonly to: string | null;
  /** The question without its words of time; empty where it asks for anything at all. */
  readonly topic: string;
}

export interface TimeContext {
  /** The asker's day, `YYYY-MM-DD`: what "last year" is reckoned from. */
  readonly today: string;
  /** Date of the newest article, `YYYY-MM-DD`; null where no article has one. */
  readonly newest: string | null;
}

const ASKS_WHAT_HAPPENED =
  /\b(?:what|anything|something|which (?:events?|milestones?)|events?|milestones?|news|list|show|tell)\b.*\b(?:happen(?:ed|s|ing)?|took place|occurred|went on|was (?:there|new)|events?|milestones?|news)\b|^(?:events?|milestones?|news)\b/i;

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const THINGS = 'milestones?|events?|news|announcements?|releases?|updates?|things?|developments?|changes?';
const SUPERLATIVE = '(first|earliest|oldest|latest|newest|most recent|last)';
const ASKS_FOR_EXTREME = new RegExp(
  `\\b${SUPERLATIVE} (?:[\\w-]+ ){0,2}(?:${THINGS})\\b|\\b(latest|newest) (?:on|about|with|in|from|for)\\b|\\bwhat(?:'s| is|s) the (latest|newest)\\b`,
  'i',
);

/** Words that ask, and name no topic. */
const NO_TOPIC = new RegExp(
  `\\b(?:${THINGS}|${SUPERLATIVE}|happen(?:ed|s|ing)?|took place|occurred|went on|anything|something|important|big|new|articles?|between|during|since|before|after|until|till|year|month|in the|of the|list|show)\\b`,
  'gi',
);

const LAST_YEAR_OF_ARTICLES =
  /\b(?:in|of|during|over) the (?:last|past|latest) (?:year|12 months|twelve months) of (?:the|your) (?:articles?|corpus)\b/i;

/** `between March and June 2025`: the year belongs to both months. */
const SHARED_YEAR = new RegExp(
  `\\b(between|from) (${MONTH}) (and|to|until|till) (${MONTH}) (\\d{4})\\b`,
  'i',
);

/** Reads shape, time and topic from a question's words; null where it does not ask about a time in this way. */
export function readTimeQuestion(question: string, { today, newest }: TimeContext): TimeQuestion | null {
  const text = question.replace(/\s+/g, ' ').trim().replace(SHARED_YEAR, '$1 $2 $5 $3 $4 $5');
  const extreme = ASKS_FOR_EXTREME.exec(text);
  const mentions = findDates(text, { published: today });
  if (extreme !== null) {
    const word = (extreme[1] ?? extreme[2] ?? extreme[3] ?? '').toLowerCase();
    const shape = /first|earliest|oldest/.test(word) ? 'first' : 'latest';
    return { shape, ...readRange(text, mentions), topic: readTopic(text, mentions) };
  }
  if (LAST_YEAR_OF_ARTICLES.test(text) && newest !== null) {
    const from = `${Number(newest.slice(0, 4)) - 1}${newest.slice(4)}`;
    return {
      shape: 'period',
      from,
      to: newest,
      topic: readTopic(text.replace(LAST_YEAR_OF_ARTICLES, ' '), []),
    };
  }
  if (mentions.length === 0 || !ASKS_WHAT_HAPPENED.test(text)) return null;
  return { shape: 'period', ...readRange(text, mentions), topic: readTopic(text, mentions) };
}

function readRange(text: string, mentions: readonly DateMention[]): Pick<TimeQuestion, 'from' | 'to'> {
  const [first, second] = mentions;
  if (first === undefined) return { from: null, to: null };
  const end = first.dateEnd ?? first.date;
  const lead = text.slice(0, first.start);
  if (second !== undefined && /\b(?:between|from) $/i.test(lead)) {
    return { from: first.date, to: second.dateEnd ?? second.date };
  }
  if (/\b(?:before|until|till|up to) (?:the )?$/i.test(lead)) return { from: null, to: end };
  if (/\b(?:after|since) (?:the )?$/i.test(lead)) return { from: first.date, to: null };
  return { from: first.date, to: end };
}

function readTopic(text: string, mentions: readonly DateMention[]): string {
  const kept = [...mentions]
    .reverse()
    .reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
    .replace(NO_TOPIC, ' ');
  return analyzeText(kept)
    .map(({ surface }) => surface)
    .join(' ');
}
