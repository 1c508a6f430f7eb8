const ISO_DAY = /(?<![\w./-])\d{4}-\d{2}-\d{2}(?:-preview)?(?![\w-])/g;

/** How far back the word that makes a version of it is looked for, in UTF-16 units. */
const REACH = 40;

const VERSION_LEAD =
  /\b(?:apis?|api-version|versions?|spec|specification|revision|schema|protocol|preview|sdk|model)(?: (?:is|of|to|prior to|before|after|than|from|named|called|and|or|dated))?[\s:=("'`]{1,3}$/i;

const VERSION_AFTER =
  /^["')]? (?:\w{1,12} )?(?:apis?|versions?|spec|specification|revision|schema|protocol)\b/i;

/**
 * The ISO days that a text uses as the name of a version at least once ("API version 2025-11-01"), or puts in
 * quotation marks like a value of code. Wherever they stand, they tell of no event.
 */
export function findVersionDates(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const match of text.matchAll(ISO_DAY)) {
    const before = text.slice(Math.max(0, match.index - REACH), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + REACH);
    const isValue = /["'`=]$/.test(before) && /^["'`,;&]/.test(after);
    if (isValue || match[0].endsWith('-preview') || VERSION_LEAD.test(before) || VERSION_AFTER.test(after)) {
      found.add(match[0].slice(0, 10));
    }
  }
  return found;
}
