import { stemmer } from 'stemmer';
import { eng } from 'stopword';
import { BASE_FORMS } from './irregular-forms.ts';
import { tokenize } from './tokenize.ts';

/** Words that carry no topic. The library's list, and the fillers of chat. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  ...eng,
  ...(
    "i'm i've i'd it's that's thats what's whats how's hows where's who's don't doesn't didn't can't cant isn't aren't won't " +
    'dont doesnt didnt im ive id pls please plz thx thanks hey hi hello u ur r lol btw ok okay gonna wanna gotta ya yo ' +
    'tell me say says said does do did thing things stuff actually really just even ever way ppl people idk per via'
  ).split(' '),
]);

/** A word of a text as the lexical index sees it. */
export interface AnalyzedWord {
  /** Its stems: of the whole and, for a compound such as `gpt-4o` or `ParallelForEachAsync`, of its parts. */
  readonly terms: readonly string[];
  readonly surface: string;
  readonly start: number;
  readonly end: number;
}

/** Splits a text into words and gives the stems of each; stop words are left out. */
export function analyzeText(text: string): readonly AnalyzedWord[] {
  return tokenize(text).flatMap((token) => {
    const surface = text.slice(token.start, token.end);
    const word = token.text.replace(/'s?$/, '');
    if (word === '' || STOP_WORDS.has(token.text) || STOP_WORDS.has(word)) return [];
    const terms = new Set([stemWord(word)]);
    for (const part of splitCompound(word, surface)) if (!STOP_WORDS.has(part)) terms.add(stemWord(part));
    return [{ terms: [...terms], surface, start: token.start, end: token.end }];
  });
}

/**
 * The Porter stem of a folded word: of the base form where it is irregular, and of the American spelling of `-ise`.
 * Anything but letters stays as it is.
 */
export function stemWord(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  const base = BASE_FORMS.get(word) ?? word;
  return stemmer(base.length < 7 ? base : base.replace(/is(e|ed|es|er|ers|ing|ation|ations)$/, 'iz$1'));
}

function splitCompound(word: string, surface: string): readonly string[] {
  const parts = word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  if (/^[\d.]+$/.test(word)) return [];
  const camel = /^\p{L}+$/u.test(surface)
    ? surface.split(/(?<=\p{Ll})(?=\p{Lu})/u).map((part) => part.toLowerCase())
    : [];
  const joined = parts.length > 1 ? [parts.join('')] : [];
  return [
    ...(parts.length > 1 || parts[0] !== word ? parts : []),
    ...joined,
    ...(camel.length > 1 ? camel : []),
  ].filter((part) => part.length > 1);
}
