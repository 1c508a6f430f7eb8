import type { Rating } from '../feedback/feedback-desk.ts';
import { MAX_CUSTOM_ID_LENGTH } from './limits.ts';

/** A span `[start, end)` of a passage's text, in UTF-16 units, counted from the passage's start. */
export interface QuotedSpan {
  readonly start: number;
  readonly end: number;
}

/** What a button does; all that it needs after a restart is written in its `custom_id`. */
export type ButtonAction =
  | { readonly kind: 'show'; readonly passageId: string; readonly spans: readonly QuotedSpan[] }
  | { readonly kind: 'dismiss'; readonly askerId: string }
  /** `messageId` is the message whose sources were looked for; null where there was none. */
  | { readonly kind: 'post'; readonly messageId: string | null }
  /** `questionId` is the message or interaction that asked. */
  | { readonly kind: 'rate'; readonly rating: Rating; readonly questionId: string }
  | { readonly kind: 'page'; readonly page: number }
  /** A page of `/milestones`; `queryHash` is eight hex digits of the search that stands in the message. */
  | {
      readonly kind: 'dates';
      readonly page: number;
      readonly queryHash: string;
      readonly askerId: string;
    };

const PATTERN = /^(show|dismiss|post|rate|page|dates)(?:\.([0-9a-z.-]*))?$/;
const PASSAGE_ID = /^[0-9a-f]{16}$/;
const SNOWFLAKE = /^\d{1,20}$/;
const DATES = /^(\d{1,9})\.([0-9a-f]{8})\.(\d{1,20})$/;
const RATE = /^(up|down)\.(\d{1,20})$/;
const SPAN = /^([0-9a-z]{1,6})-([0-9a-z]{1,6})$/;

/** True for the 16 hex digits that name a passage. */
export function isPassageId(text: string): boolean {
  return PASSAGE_ID.test(text);
}

/** At most 100 characters. Spans that do not fit any more are left out, last first. */
export function writeCustomId(action: ButtonAction): string {
  switch (action.kind) {
    case 'show':
      return writeSpans(`show.${action.passageId}`, action.spans);
    case 'dismiss':
      return `dismiss.${action.askerId}`;
    case 'post':
      return `post.${action.messageId ?? ''}`;
    case 'rate':
      return `rate.${action.rating}.${action.questionId}`;
    case 'page':
      return `page.${action.page.toString()}`;
    case 'dates':
      return `dates.${action.page.toString()}.${action.queryHash}.${action.askerId}`;
  }
}

function writeSpans(head: string, spans: readonly QuotedSpan[]): string {
  let written = head;
  for (const { start, end } of spans) {
    const next = `${written}.${start.toString(36)}-${end.toString(36)}`;
    if (next.length > MAX_CUSTOM_ID_LENGTH) break;
    written = next;
  }
  return written;
}

/** Undefined where the text is no button of this version of Footnote. */
export function parseCustomId(customId: string): ButtonAction | undefined {
  const [, kind, rest = ''] = PATTERN.exec(customId) ?? [];
  switch (kind) {
    case 'show':
      return parseShow(rest);
    case 'dismiss':
      return SNOWFLAKE.test(rest) ? { kind, askerId: rest } : undefined;
    case 'post':
      if (rest === '') return { kind, messageId: null };
      return SNOWFLAKE.test(rest) ? { kind, messageId: rest } : undefined;
    case 'rate':
      return parseRate(rest);
    case 'page':
      return /^\d{1,9}$/.test(rest) ? { kind, page: Number(rest) } : undefined;
    case 'dates':
      return parseDates(rest);
    default:
      return undefined;
  }
}

function parseShow(rest: string): ButtonAction | undefined {
  const [passageId = '', ...written] = rest.split('.');
  if (!isPassageId(passageId)) return undefined;
  const spans: QuotedSpan[] = [];
  for (const part of written) {
    const [, start, end] = SPAN.exec(part) ?? [];
    if (start === undefined || end === undefined) return undefined;
    const span = { start: Number.parseInt(start, 36), end: Number.parseInt(end, 36) };
    if (span.start < span.end) spans.push(span);
  }
  return { kind: 'show', passageId, spans };
}

function parseRate(rest: string): ButtonAction | undefined {
  const [, rating, questionId] = RATE.exec(rest) ?? [];
  if (questionId === undefined || (rating !== 'up' && rating !== 'down')) return undefined;
  return { kind: 'rate', rating, questionId };
}

function parseDates(rest: string): ButtonAction | undefined {
  const [, page, queryHash, askerId] = DATES.exec(rest) ?? [];
  if (page === undefined || queryHash === undefined || askerId === undefined) return undefined;
  return { kind: 'dates', page: Number(page), queryHash, askerId };
}
