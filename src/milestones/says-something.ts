import type { Span } from '../text/split-sentences.ts';

/**
 * Helping verbs, irregular pasts, and what articles say that things and people do. Forms that are nouns
 * as often ("release", "start") are not among them.
 */
const VERBS = new Set(
  (
    'is are was were be been being has have had will would can could may might shall does did became become becomes becoming ' +
    'began begin begins brought bring brings built came come comes coming grew grow grows held hold holds led left made make makes ' +
    'met ran runs rose rise rises saw see sees sent set took take takes went go goes won win wins wrote fell fall falls found find ' +
    'finds got get gets gave give gives kept keep keeps lost shut spent stood bought sold told thought says say tells ' +
    'arrives arrive returns return marks delivers introduces introduce announces announce announcing adds adding ' +
    'includes include ships shipping launches launching releases releasing starts starting ends ending ' +
    'retires retire retiring expires expire opens opening closes features focuses joins supports replaces ' +
    'represents representing enables expands celebrates celebrating gathers shares sharing shines provides covers highlights showcases ' +
    'continues continue continuing remains remain receives combines drops lands rolls reports shows planning participating ' +
    'attending seeing exploiting moves offers publishes unveils contains presents lists confirms suggests indicates demonstrates ' +
    'proves identifies names estimates projects predicts expects aims needs requires uses works reaches hosts takes available due join attend register overtook ' +
    'overtakes broke chose drew drove flew knew meant paid spoke struck taught threw beat'
  ).split(' '),
);

/** End like a past tense and are none. */
const NO_VERBS = new Set(
  'need speed feed seed indeed exceed hundred based advanced managed dedicated related embed limited united red'.split(
    ' ',
  ),
);

/** Of a longer text only so much is looked at, in UTF-16 units. */
const MAX_LENGTH = 4000;

/** True where the text around the date at the span has a verb, as far as word lists and endings can tell. */
export function saysSomething(text: string, { start, end }: Span): boolean {
  const around = `${text.slice(Math.max(0, start - MAX_LENGTH), start)} … ${text.slice(end, end + MAX_LENGTH)}`;
  for (const [word] of around.matchAll(/(?<![\p{L}’'-])\p{L}{2,20}(?![\p{L}-])/gu)) {
    const lower = word.toLowerCase();
    if (VERBS.has(lower) || (lower.endsWith('ed') && lower.length > 3 && !NO_VERBS.has(lower))) return true;
  }
  return false;
}
