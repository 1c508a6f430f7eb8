import type { CalendarDate } from './milestone.ts';
import type { Span } from '../text/split-sentences.ts';

/** The article's own date, author or last change, told in its text: right before the date, or by how the line begins. */
const BY_LINE_LEAD =
  /(?:^|\n|[|•·—–] ?)(?:(?:originally|last) )?(?:posted|published|updated|modified|reviewed|edited|written|created)(?: on| by [^,\n]{1,40},)?:? ?$|\((?:Last )?(?:Posted|Published|Updated|Modified|Joined)(?: on)?:? ?$|\bpost dated $/i;
const BY_LINE = /^(?:authors?|authored|posted|published|last updated|written)\b[^.!?]{0,140}$/i;
const DATE_LABEL = /^(?:date|published|publication date|updated)\s?:/i;

/**
 * True where the text gives its date as that of the article (or of its last change, or of an account) rather than of
 * something it tells of. A bare "Date:" does so only where it is the article's own date, `published` (ISO).
 */
export function isByLine(text: string, mention: CalendarDate & Span, published: string | null): boolean {
  if (BY_LINE.test(text) || BY_LINE_LEAD.test(text.slice(0, mention.start).slice(-80))) return true;
  const isLabelled =
    DATE_LABEL.test(text) || /(?:\n|["”] )date: ?["“']?$/i.test(text.slice(0, mention.start).slice(-12));
  return isLabelled && (published === null || published.startsWith(mention.date.slice(0, 10)));
}
