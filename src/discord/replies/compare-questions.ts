import { distance } from 'fastest-levenshtein';
import { analyzeText } from '../../text/analyze-text.ts';
import { hashWords, type AskedWords } from './reply-book.ts';

/** Words of a question that are compared; more would cost memory and tell nothing. */
const MAX_STEMS = 40;
/** Letters of a word that are compared. */
const MAX_STEM_LENGTH = 30;
/** Share of the words that two wordings of one question have in common, at least (Dice's coefficient). */
const MIN_OVERLAP = 0.5;
/** Two words are one, mistyped, where at most so many of the letters of the longer one differ. */
const MAX_TYPO_SHARE = 1 / 3;

/** What is kept of a question to compare a later wording with. */
export function takeWords(question: string): AskedWords {
  const stems = analyzeText(question).flatMap(({ terms }) => terms.slice(0, 1));
  return {
    hash: hashWords(question),
    stems: [...new Set(stems)].slice(0, MAX_STEMS).map((stem) => stem.slice(0, MAX_STEM_LENGTH)),
  };
}

/** How a question was edited: the `same` words, the same question `reworded` or with a typo mended, or `another` one. */
export function compareQuestions(before: AskedWords, after: AskedWords): 'same' | 'reworded' | 'another' {
  if (before.hash === after.hash) return 'same';
  const total = before.stems.length + after.stems.length;
  if (total === 0) return 'reworded';
  const shared = after.stems.filter((stem) => before.stems.some((other) => isSameWord(stem, other))).length;
  return (2 * shared) / total >= MIN_OVERLAP ? 'reworded' : 'another';
}

function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  // A digit more or less is another year or version, not a typo.
  if (/\d/.test(a) || /\d/.test(b)) return false;
  return distance(a, b) <= Math.max(a.length, b.length) * MAX_TYPO_SHARE;
}
