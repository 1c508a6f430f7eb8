/** Dashes, hyphens and the minus sign: typists and typesetters choose differently. */
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const SINGLE_QUOTES = /[\u2018-\u201B\u2032\u00B4]/g;
const DOUBLE_QUOTES = /[\u201C-\u201F\u2033\u00AB\u00BB]/g;

/** Soft hyphens, joiners and byte order marks, which nobody sees. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** `[label](address)` and `![label](address)`: the label is what a reader sees. */
const LINKS = /!?\[([^\][]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g;
const MARKS = /[*_`#>|~\\]/g;

/** A letter of the Latin script or a digit: what a word or a number goes on with. */
const WORD_CHARACTER = /[\p{Script=Latin}\p{Nd}]/u;

/**
 * A text as it is compared with a gold answer: NFKC, Markdown marks dropped (of links the label stays), dashes and
 * quotes folded, lower case, white space of any kind as one space, none at the ends.
 */
export function normalizeForMatching(text: string): string {
  return (
    text
      // First, since NFKC takes some of them apart into a space and an accent.
      .replace(SINGLE_QUOTES, "'")
      .replace(DOUBLE_QUOTES, '"')
      .replace(INVISIBLE, '')
      .normalize('NFKC')
      .replace(LINKS, '$1')
      .replace(MARKS, '')
      .replace(DASHES, '-')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/**
 * Whether a gold answer stands in a text, both normalised. It must begin and end where words do: the answer `5` is not
 * in `15 %`, nor `port` in `report`. An answer of which nothing is left by normalising is in no text.
 */
export function containsAnswer(text: string, goldAnswer: string): boolean {
  const [haystack, needle] = [normalizeForMatching(text), normalizeForMatching(goldAnswer)];
  if (needle === '') return false;
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (!goesOn(haystack, at) && !goesOn(haystack, end)) return true;
  }
  return false;
}

/** Whether a word or number runs across this place. */
function goesOn(text: string, at: number): boolean {
  return WORD_CHARACTER.test(text.charAt(at - 1)) && WORD_CHARACTER.test(text.charAt(at));
}
