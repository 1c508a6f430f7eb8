import type { Span } from '../text/split-sentences.ts';

/** Names that a year is part of: what they are called, not when something was. */
const YEARLY_PRODUCT =
  /(?:^|[\s(])(?:windows(?: server)?|server|studio|code|office|exchange|sharepoint|biztalk|tfs|vsts?|dynamics|visio|outlook|excel|access|project|system center|his|es|ecmascript|fortran|c\+\+|sdk|autocad|photoshop|edition|version|api|iso|rfc|standard|wave)$/i;

/** What recurs and is named with its year. Bare verbs and nouns count only as part of a name in capitals. */
const EVENT =
  /(?:^|[\s-])(?:summit|conference|conf|congress|convention|symposium|forum|expo|fair|festival|fest|day|days|week|month|awards?|meetup|hackathon|olympics|games|cup|championships?|contest|challenge|gathering|workshop|bootcamp|tour|keynote|live|ignite|build|inspire|universe|merge|connect|next|wwdc|ces|mwc|gtc|fosdem|dreamforce|neurips|re:invent|re:inforce|i\/o)(?=$|[\s-])/i;
const CON = /(?:^|\s)[A-Z]\w{0,20}Con(?:f)?(?=$|\s)/;

/** What a year in front belongs to: "the 2024 report", "the 2026 Security Excellence Awards". */
const YEAR_FIRST =
  /^ (?:[^\s,;:!?()]{1,24} ){0,6}?(?:reports?|surveys?|study|index|awards?|edition|magic quadrant|wave|marketscape|summit|conference|forum|expo|symposium|championships?|olympics|games|cup|election|winners|season|census|ranking|acquisition|merger|launch|breach|attack|outage|incident|agreement|earthquake|work|book|paper|essay|thesis)\b/i;

const HAPPENS_AFTER =
  /^,? (?:reports?\b|survey\b|study\b|takes? place|took place|returns?|returned|brings? together|brought together|kicks? off|kicked off|opens|opened|begins|began|runs from|marks|marked|was held|is held|will be held|will take place|arrives|arrived|gathers?|gathered|hosted|featured|showcased)\b/i;

/** In capitals only because a sentence begins with it. */
const SENTENCE_OPENER =
  /^(?:At|In|On|For|From|Since|By|The|After|Before|During|As|With|When|While|And|But|Join|See|Our|This)$/;

/** How far a name may reach beside its year, in UTF-16 units. */
const REACH = 90;
const MAX_NAME_WORDS = 7;

/**
 * The span of the name that a bare year at `[start, end)` is an edition of ("Open Source Summit Europe 2025",
 * "the 2024 report"), the year included; null where the year belongs to no event or yearly publication, as in
 * "Visual Studio 2022".
 */
export function judgeEdition(text: string, start: number, end: number): Span | null {
  const after = text.slice(end, end + REACH);
  const nameStart = findNameStart(text, start);
  const name = text.slice(nameStart, start).trimEnd();
  if (name !== '' && !/[’']s?$/.test(name)) {
    if (YEARLY_PRODUCT.test(name)) return null;
    const lead = text.slice(Math.max(0, nameStart - 24), nameStart);
    if (
      EVENT.test(name) ||
      CON.test(name) ||
      HAPPENS_AFTER.test(after) ||
      /\b(?:at|attend|attending|during)(?: the)? $/i.test(lead)
    ) {
      return { start: nameStart, end };
    }
  }
  const owner =
    /(?:\b(?:the|our|its|their|this|in|at|a|an)(?: (?:recent|latest|new|annual|first))? |(?:’s|'s|s’|s') )$/i.test(
      text.slice(Math.max(0, start - 20), start),
    );
  const named = owner || start === 0 ? YEAR_FIRST.exec(after) : null;
  return named === null ? null : { start, end: end + named[0].length };
}

/** Where the words in capitals that end at `end` begin; `end` itself where there are none. */
function findNameStart(text: string, end: number): number {
  const reach = Math.max(0, end - REACH);
  const from = reach + text.slice(reach, end).lastIndexOf('\n') + 1;
  const words = [...text.slice(from, end).matchAll(/\S+/g)];
  let nameStart = end;
  for (const word of words.reverse().slice(0, MAX_NAME_WORDS)) {
    const [token] = word;
    const isCapital = /^[("“‘]?[\p{Lu}\d]/u.test(token) || /^re:/i.test(token);
    const isLink = /^(?:of|the|for|and|&)$/.test(token) && nameStart < end;
    if (/[.,;:!?)”]$/.test(token) || !(isCapital || isLink)) break;
    if (SENTENCE_OPENER.test(token)) break;
    if (isCapital) nameStart = from + word.index + (/^[("“‘]/.test(token) ? 1 : 0);
  }
  return nameStart;
}
