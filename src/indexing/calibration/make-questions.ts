import type { Passage } from '../../passages/passage.ts';
import { analyzeText } from '../../text/analyze-text.ts';
import { splitSentences } from '../../text/split-sentences.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import { FILLER_WORDS, misspell, replaceBySynonym } from './word-variants.ts';

/** A question made from a passage, which therefore answers it. */
export interface MadeQuestion {
  readonly text: string;
  readonly passage: Passage;
}

/** Shares of what is done to the words of a sentence; chosen so that made questions are about as hard as people's. */
export interface QuestionHardness {
  /** Most content words that are kept; one to this many are. */
  readonly maxWords: number;
  /** Chance of each word to be replaced by a synonym, where it has one. */
  readonly synonym: number;
  readonly typo: number;
  /** Most words put in that the passage does not hold. */
  readonly maxFillers: number;
}

export const DEFAULT_HARDNESS = {
  maxWords: 9,
  synonym: 0.4,
  typo: 0.06,
  maxFillers: 4,
} as const satisfies QuestionHardness;

const OPENINGS = {
  number: ['how many', 'how much', 'what number of', 'how large is', 'what percentage of'],
  date: ['when did', 'when was', 'when is', 'since when', 'what year did'],
  other: [
    ...[
      'what is',
      'whats',
      'what does',
      'how does',
      'how do i',
      'how can i',
      'why',
      'can i',
      'is there',
      'does',
    ],
    ...['which', 'tell me about', 'explain', 'what about', 'is it possible to', 'should i', ''],
  ],
} as const;

const DATE =
  /\b(?:(?:19|20)\d\d|(?:january|february|march|april|june|july|august|september|october|november|december)\b)/i;
const NUMBER = /\b\d[\d.,]*\b/;

/** A sentence with fewer content words says too little to be asked for. */
const MIN_SENTENCE_WORDS = 4;
const MAX_SENTENCE_LENGTH = 320;

/** How often a question is made of a passage until one is specific enough. */
const MAX_ATTEMPTS = 6;

/**
 * Makes up to `count` questions, each from the headings or a sentence of another passage: words dropped, replaced,
 * misspelt, and put in the shape of a question. The passages alone decide them.
 * @param isSpecific Tells whether a question says enough to be asked of few passages only.
 */
export function makeQuestions(
  passages: readonly Passage[],
  count: number,
  isSpecific: (text: string) => boolean = () => true,
  hardness: QuestionHardness = DEFAULT_HARDNESS,
): readonly MadeQuestion[] {
  const questions: MadeQuestion[] = [];
  const seen = new Set<string>();
  // Ids are checksums: the smallest ones are a sample that stays nearly the same when some articles change.
  for (const passage of [...passages].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (questions.length >= count) break;
    const random = createSeededRandom(passage.id);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const text = random.chance(0.2)
        ? askAboutHeading(passage, random)
        : askAboutSentence(passage, random, hardness);
      if (text === null || seen.has(text) || !isSpecific(text)) continue;
      seen.add(text);
      questions.push({ text, passage });
      break;
    }
  }
  return questions;
}

function askAboutHeading({ article, headingPath }: Passage, random: SeededRandom): string | null {
  const words = listWords(headingPath.at(-1) ?? article.title);
  const title = listWords(article.title).filter((word) => !words.includes(word));
  if (words.length === 0) return null;
  const named = random.chance(0.5) ? random.pick(title) : undefined;
  const opening = random.pick(OPENINGS.other) ?? '';
  return finish([opening, ...words.slice(0, 5), ...(named === undefined ? [] : [named])], random);
}

function askAboutSentence(
  passage: Passage,
  random: SeededRandom,
  { maxWords, synonym, typo, maxFillers }: QuestionHardness,
): string | null {
  const sentence = random.pick(
    listSentences(passage).filter((one) => listWords(one).length >= MIN_SENTENCE_WORDS),
  );
  if (sentence === undefined) return null;
  const detail = DATE.test(sentence) ? 'date' : NUMBER.test(sentence) ? 'number' : 'other';
  const asked = detail !== 'other' && random.chance(0.7) ? detail : 'other';
  // What is asked for is not said in the question.
  const isSaid = (word: string): boolean => asked === 'other' || !(DATE.test(word) || NUMBER.test(word));
  const all = sentence.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}.@#]+|[^\p{L}\p{N}+#]+$/gu, ''));
  const length = 4 + Math.floor(random.next() * (maxWords - 3));
  const topics = new Set(listWords(sentence));
  const starts = all.flatMap((word, index) => (topics.has(word) ? [index] : []));
  const start = random.pick(starts.slice(0, Math.max(1, starts.length - length + 1))) ?? 0;
  const words: string[] = [];
  let kept = 0;
  for (const word of all.slice(start)) {
    if (kept >= length) break;
    if (topics.has(word)) kept += 1;
    if (word !== '' && isSaid(word) && !random.chance(0.15)) words.push(vary(word));
  }
  const title = listWords([passage.article.title, ...passage.headingPath].join(' ')).filter(
    (word) => !topics.has(word),
  );
  const named = random.pick(title);
  const place =
    named !== undefined && random.chance(0.5)
      ? [random.pick(['in', 'with', 'for', 'of']) ?? 'in', named]
      : [];
  const fillers = Math.floor(random.next() * (maxFillers + 1));
  for (let count = 0; count < fillers; count += 1) {
    words.splice(Math.floor(random.next() * (words.length + 1)), 0, random.pick(FILLER_WORDS) ?? '');
  }
  return kept < 2 ? null : finish([random.pick(OPENINGS[asked]) ?? '', ...words, ...place], random);

  function vary(word: string): string {
    if (random.chance(synonym)) return replaceBySynonym(word, random);
    return random.chance(typo) ? misspell(word, random) : word;
  }
}

/** Sentences of prose and lists: nobody asks in the words of a program. */
function listSentences({ text, blocks, start }: Passage): readonly string[] {
  return blocks
    .filter(({ kind }) => kind === 'paragraph' || kind === 'list-item' || kind === 'quote')
    .flatMap((block) => {
      const part = text.slice(block.start - start, block.end - start);
      return splitSentences(part).map((span) => part.slice(span.start, span.end));
    })
    .filter((one) => one.length <= MAX_SENTENCE_LENGTH && !/https?:/.test(one));
}

/** People often type names without capitals, and no question mark. */
function finish(words: readonly string[], random: SeededRandom): string {
  const text = words.filter((word) => word !== '').join(' ');
  return (random.chance(0.5) ? text.toLowerCase() : text) + (random.chance(0.5) ? '?' : '');
}

/** The words that carry a topic, as they stand. */
function listWords(text: string): string[] {
  return [...new Set(analyzeText(text).map(({ surface }) => surface))];
}
