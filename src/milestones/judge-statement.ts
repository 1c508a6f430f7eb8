import type { BlockKind } from '../corpus/article.ts';
import type { DateMention } from './find-dates.ts';
import { isByLine } from './is-by-line.ts';
import { saysSomething } from './says-something.ts';

/** A sentence (or line) of an article, with what is needed to tell whether it says that something happened. */
export interface Statement {
  readonly text: string;
  readonly kind: BlockKind;
  /** The article's own date, ISO; null where it gives none. */
  readonly published: string | null;
}

const COPYRIGHT = /©|\(c\) \d{4}|\bcopyright\b|\ball rights reserved\b/i;

/** Words that put a date into the course of things even where no verb stands by. */
const LEAD =
  /\b(?:in|on|since|by|until|till|from|through|throughout|as of|during|before|after|starting|beginning|effective|between|seen|observed|dated|due|into)(?: (?:at least|about|around|the|of|approximately|roughly|mid|early|late|Monday,?|Tuesday,?|Wednesday,?|Thursday,?|Friday,?|Saturday,?|Sunday,?)){0,2}[ (-]{1,2}$/i;

/** A label and its date: "Release date: June 12, 2025", "In person: San Francisco, November 17–21, 2025". */
const LABEL = /^[^.!?:]{2,60}:(?: [^.!?:]{0,40})?$/;

const CALL =
  /^(?:please )?(?:read|watch|download|see|check out|explore|learn|visit|subscribe|review|refer|browse|view|bookmark|follow|stay tuned|discover|find|get|try|sign up|if you haven)/i;
const ATTEND =
  /\b(?:attend|attending|participat\w{1,5}|join|join us|joining|hosted?|hosting|spoke|speaking|sponsor\w{0,4}|seeing you|see you|meet us|returns?|held|(?:takes?|took|taking) (?:place|part)|gather\w{0,5}|celebrat\w{1,5})\b/i;
const SUMMARY =
  /\b(?:summari[sz]\w{1,3}|reports? on|details|covers|highlights|highlighting|explores|examines|discusses|shares|presents|reviews|recaps?|overview of|insights from|look at|for)(?: (?:the|our|its|insights from|highlights from|news about|the winners of)){0,2} ?$/i;
const ACHIEVED =
  /\b(?:recogni[sz]ed|named|ranked|awarded|won|winners?|honou?red|found|finds|shows?|showed|reveal\w{1,2}|according to|announced|published|released|launched|marked|highlighted|received|earned|placed|positioned|reported)\b/i;

/** A year in front of one of these is when it happened. */
const OCCURRENCE =
  /\b(?:acquisition|merger|launch|breach|attack|outage|incident|agreement|earthquake|election|work|book|paper|essay|thesis)$/i;

/** Without one of these, "today" means these days. */
const NEWS =
  /\b(?:announc\w{1,4}|launch\w{0,3}|releas\w{1,3}|introduc\w{1,3}|unveil\w{0,3}|shar(?:ed|ing)|publish\w{1,3}|open-sourc\w{1,3}|ship(?:s|ped|ping)|retir\w{1,3}|starting|as of|generally available|is (?:now )?available|are (?:now )?available|(?:we|i)(?:['’](?:re|m)| are| am) (?:\w{2,9} )?(?:happy|excited|pleased|proud|thrilled|delighted))\b/i;
const CALL_BEFORE =
  /\b(?:try|get started|sign up|register|download|start|join|upgrade|contact|learn|visit|explore|begin)\b[^.!?]{0,60}$/i;

/**
 * Tells whether the statement says of the date at `mention` (offsets in the statement's text) that something happened,
 * happens or will happen then, rather than naming the date in a title, a by-line, a copyright line, an invitation to
 * read on, or a general "today".
 */
export function judgeStatement({ text, kind, published }: Statement, mention: DateMention): boolean {
  if (kind === 'code' || COPYRIGHT.test(text)) return false;
  const before = text.slice(Math.max(0, mention.start - 60), mention.start);
  if (isByLine(text, mention, published)) return false;
  switch (mention.basis) {
    case 'edition':
      return judgeEditionStatement(text, before, mention);
    case 'relative':
      return judgeRelative(text, mention);
    case 'yearless':
      if (mention.circa && /\b(?:annual|annually|yearly|every year|each year)\b/i.test(text)) return false;
      break;
    case 'stated':
  }
  if (isAdvice(text, mention, before)) return false;
  const after = text.slice(mention.end, mention.end + 2);
  return (
    (before.endsWith('(') && /^\+?\)/.test(after)) ||
    LEAD.test(before) ||
    saysSomething(text, mention) ||
    LABEL.test(text.slice(0, mention.start).slice(0, 110))
  );
}

/** What one should know or do "in 2025", or a question about it, is no fact of that year. */
function isAdvice(text: string, mention: DateMention, before: string): boolean {
  if (mention.precision !== 'year' || !/\bin $/i.test(before)) return false;
  return (
    text.endsWith('?') ||
    /\b(?:should|must)\b|\bto (?:know|prioriti[sz]e|learn|watch|consider|use|try|follow|master) in $/i.test(
      text.slice(0, mention.start),
    )
  );
}

function judgeEditionStatement(text: string, before: string, mention: DateMention): boolean {
  const name = text.slice(mention.start, mention.end);
  const yearFirst = /^\d/.test(name);
  if (CALL.test(text) && !ATTEND.test(text)) return false;
  if (!saysSomething(text, mention)) return false;
  if (/\b(?:at|during|part of)(?: the)? $/i.test(before)) return true;
  if (/^,? ?[(|–—-]? ?(?:breakout )?sessions?\b/i.test(text.slice(mention.end, mention.end + 24)))
    return false;
  if (SUMMARY.test(before)) return false;
  if (/(?:^|[,;–—] |\b(?:as|when|while|that|and) )(?:the )?$/i.test(before)) {
    return !yearFirst || ACHIEVED.test(text) || ATTEND.test(text) || OCCURRENCE.test(name);
  }
  return yearFirst ? ACHIEVED.test(text) || OCCURRENCE.test(name) : ATTEND.test(text);
}

function judgeRelative(text: string, mention: DateMention): boolean {
  const before = text.slice(Math.max(0, mention.start - 60), mention.start);
  const after = text.slice(mention.end, mention.end + 2);
  if (/^(?:['’]s|-)/.test(after) || !saysSomething(text, mention)) return false;
  if (/\b(?:the|past|over|within|in|each|every|of|and|until) $/i.test(before)) return false;
  if (!/^(?:today|tomorrow)$/i.test(text.slice(mention.start, mention.end))) return true;
  return NEWS.test(text) && !CALL_BEFORE.test(before) && !/\bnot\b|n['’]t\b/i.test(before);
}
