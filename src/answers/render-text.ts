import type { Abstention, AbstentionReason } from './answer.ts';
import type { CitedQuotes } from './cite-quotes.ts';
import type { Citation } from './citation.ts';

/** An answer as plain text: each quote with its number, Footnote's own note, then the footnotes. */
export function renderAnswerText({ quotes, citations }: CitedQuotes, note: string | null = null): string {
  const said = quotes.map(({ text, citation }) => `“${text}” [${citation}]`);
  const footnotes = citations.map((citation) => {
    const source = describeSource(citation);
    return `[${citation.number}] ${source}${citation.url === null ? '' : `\n    ${citation.url}`}`;
  });
  return [...said, ...(note === null ? [] : [note]), footnotes.join('\n')].join('\n\n');
}

/** `Title › Heading — Author, 2025-08-22`, on one line; what is not known is left out. */
export function describeSource({
  title,
  headingPath,
  author,
  date,
}: Omit<Citation, 'number' | 'passageId' | 'articleId' | 'url'>): string {
  const place = [title, ...headingPath].join(' › ');
  const origin = [author, date].filter((part) => part !== null).join(', ');
  return `${place}${origin === '' ? '' : ` — ${origin}`}`.replace(/\s+/g, ' ');
}

const WORDS: Readonly<Record<AbstentionReason, string>> = {
  empty: 'Ask me a question, and I will look it up in the articles.',
  greeting: 'Hello! Ask me a question, and I will quote what the articles say about it.',
  thanks: 'Glad to help. Ask away whenever there is more to look up.',
  'too-long': 'That is too long for me to look up. Please ask it in a sentence or two.',
  hostile: 'I only quote the articles, word for word. Ask me what they say about something.',
  'unknown-term': 'Not in the articles: they never mention',
  'missing-detail': 'Not in the articles: they touch on this, but do not give the detail that you ask for.',
  'nothing-then': 'Not in the articles: they tell of nothing at that time.',
  'weak-evidence': 'Not in the articles: I found nothing there that answers this.',
};

/** An abstention as plain text, with the closest headings where there are any. */
export function renderAbstentionText(
  reason: AbstentionReason,
  closest: Abstention['closest'],
  unknownWords: readonly string[] = [],
): string {
  const words = reason === 'unknown-term' ? `${WORDS[reason]} ${listWords(unknownWords)}.` : WORDS[reason];
  if (closest.length === 0) return words;
  const places = closest.map(
    ({ title, headingPath }) => `- ${[title, ...headingPath].join(' › ').replace(/\s+/g, ' ')}`,
  );
  return `${words}\nThe closest I have:\n${places.join('\n')}`;
}

function listWords(words: readonly string[]): string {
  const quoted = words.slice(0, 3).map((word) => `“${word.slice(0, 40)}”`);
  return quoted.length === 0 ? 'it' : new Intl.ListFormat('en', { type: 'disjunction' }).format(quoted);
}
