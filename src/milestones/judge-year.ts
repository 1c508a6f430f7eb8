import { formatIsoDate } from './calendar-date.ts';
import { judgeEdition } from './judge-edition.ts';
import type { Span } from '../text/split-sentences.ts';

/** Words before a year that make it one. */
const CUE =
  /(?:^|[\s("“‘—–-])(?:in|since|by|until|till|from|through|throughout|during|before|after|around|about|circa|ca\.|c\.|of|year|early|mid|late|between|into|for|starting|beginning|founded|established|released|launched|published|expected|planned|scheduled|targeted|end-of-life|EOL|est\.|calendar year)[\s-]$/i;

/** A label that asks for a year: "Initial release: 1993", "Founded: 2001". */
const LABEL_BEFORE =
  /(?:^|[\n(;,|] ?|[.!?] )[^:\n]{0,24}\b(?:releas|found|form|launch|introduc|publish|establish|creat|start|appear|open|acqui|retir|born|died|built|incept|year|date|since|eol|support)[a-z]{0,7}(?: [a-z]{1,10})?: $/i;
const LABEL_AFTER = /^(?:[.;,)|]| ?$|\n)/;

/** What may stand between a year and a second one. */
const AND = /^,? (?:(?:to|and|or|&) )?$/;

const CUE_AT_START = /(?:^|[.!?] |\n)(?:in|since|by|until|during|from|before|after|as of) $/i;

const FISCAL =
  /\b(?:fiscal(?: year)?|FY|academic year|class of|versions?(?: from| of| since)?|v|port|error|build|line|page|room|id|rfc|iso|kb)\s$/i;

/** What is counted. After these a number of four digits is no year, unless the sentence opens with it. */
const UNIT =
  /^[ -](?:lines?|people|users|customers|bytes?|[kmgt]b|ms|seconds?|minutes?|hours?|days|weeks|months|years|times|requests?|tokens?|items?|rows?|records?|files?|pages?|words?|characters?|nodes?|servers?|vms|gpus?|cores?|connections?|samples?|messages?|px|pixels|[mg]?hz|watts?|km|miles|meters|feet|dollars|euros|percent|points|steps|threads|commits|downloads|stars|parameters|issues|bugs|tests|errors|calls|organizations|companies|employees|engineers|members|attendees|participants|repositories|repos|questions|dimensions|elements|entries|columns|cells|iterations|instances|units|jobs)\b/i;

const FUNCTION_WORD =
  /^ (?:a|an|the|and|or|but|to|of|at|on|in|by|for|from|with|without|when|while|as|that|which|who|where|after|before|until|through|via|is|was|are|were|will|would|has|have|had|can|could|it|its|this|these|our|we|they|he|she|you|not|only|also|under|over|into|about|because|due|following|then|there|so|if|alone|onwards?|edition)\b/i;

const VERB_AFTER =
  /^ (?:saw|was|is|will|would|could|marks|marked|brought|brings|has|had|became|ended|began|promises|proved|turned|gave)\b/i;

export type YearVerdict = { readonly basis: 'stated' } | { readonly basis: 'edition'; readonly name: Span };

/**
 * Tells whether a bare number of four digits (or two with a dash) at `[start, end)` is a date: by the words around
 * it, by standing as a label or in brackets, or as the edition of a yearly event. Null where it is a count, a version,
 * a product's name or an identifier, or nothing says what it is. `previousEnd` is where the date before it ends.
 */
export function judgeYear(
  text: string,
  start: number,
  end: number,
  previousEnd: number | null,
): YearVerdict | null {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 40);
  if (FISCAL.test(before)) return null;
  const year = Number(text.slice(start, start + 4));
  const opensSentence = CUE_AT_START.test(before);
  if (UNIT.test(after) && !(opensSentence && year % 100 !== 0)) return null;
  if (isRoundCount(year, before, after) || isRangeOfCounts(before, after)) return null;
  const followsDate =
    previousEnd !== null && start - previousEnd < 8 && AND.test(text.slice(previousEnd, start));
  if (followsDate || CUE.test(before) || (before.endsWith('~') && after === '')) return { basis: 'stated' };
  if (LABEL_BEFORE.test(before) && LABEL_AFTER.test(after)) return { basis: 'stated' };
  if (isLabel(text, start, after) || isBracketed(text, start, before, after)) return { basis: 'stated' };
  if (/^(?:.*[.!?] )?$/s.test(before) && VERB_AFTER.test(after)) return { basis: 'stated' };
  const name = judgeEdition(text, start, end);
  if (name !== null) return { basis: 'edition', name };
  return end - start > 4 && judgeProduct(text, start) ? { basis: 'stated' } : null;
}

/** A round number before a plain word in small letters, or after "about", counts things: "by 2000 servers". */
function isRoundCount(year: number, before: string, after: string): boolean {
  if (year % 100 !== 0 && year !== 2048) return false;
  return /\b(?:about|around) $/i.test(before) || (/^ \p{Ll}/u.test(after) && !FUNCTION_WORD.test(after));
}

/** True where the number begins a range that ends in no year: "from 1500 to 3000", "from 1500 to 2000 tokens". */
function isRangeOfCounts(before: string, after: string): boolean {
  if (!/\b(?:from|between) $/i.test(before)) return false;
  const [range, last = ''] = /^ (?:to|and|or) (\d[\d,.]{0,9})\b/.exec(after) ?? [];
  if (range === undefined || /^\d{1,2}$/.test(last)) return false;
  return formatIsoDate(Number(last), null, null) === null || UNIT.test(after.slice(range.length));
}

/** True at the beginning of the text, where a colon, dash or the end follows. */
function isLabel(text: string, start: number, after: string): boolean {
  return /^[\s*\-–—•.\d)[(]{0,8}$/.test(text.slice(0, Math.min(start, 9))) && start < 9
    ? /^\]?\)?(?:\s?[:—–]|\s-\s|\.?\s*(?:$|\n))/.test(after)
    : false;
}

function isBracketed(text: string, start: number, before: string, after: string): boolean {
  return /[([]$/.test(before) && /^(?:\+|–|-)?[)\],;]/.test(after) && judgeProduct(text, start);
}

/** True where no product that is named by years stands right before. */
function judgeProduct(text: string, start: number): boolean {
  return !/(?:windows(?: server)?|server|studio|office|exchange|sharepoint|biztalk|tfs|dynamics|visio|his|version|versions|edition|api) ?[([]?$/i.test(
    text.slice(Math.max(0, start - 24), start),
  );
}
