import { truncateText } from '../text/truncate.ts';
import type { MilestoneFindings, MilestoneQuery, MilestoneRefusal } from './milestone-desk.ts';

/** How much of what a person typed, or of a title, a sentence repeats, in UTF-16 units. */
const MAX_REPEATED_LENGTH = 60;

/** A search for milestones that found none, or could not be made, with the sentence for the asker. */
export function refuseMilestones(
  reason: Exclude<MilestoneRefusal, 'unknown-article'>,
  query: MilestoneQuery,
): MilestoneFindings {
  return { outcome: 'refused', reason, text: SENTENCES[reason](query) };
}

/** The refusal of an article that does not exist; `nearest` is the title that may have been meant. */
export function refuseArticle(typed: string, nearest: string | undefined): MilestoneFindings {
  const hint = nearest === undefined ? '' : ` Did you mean ${quote(nearest)}?`;
  return {
    outcome: 'refused',
    reason: 'unknown-article',
    text: `There is no article named ${quote(typed)}.${hint}`,
  };
}

const FORMS = 'Give a year from 1400 to 2199, a month or a day, such as 2009, March 2018 or 2025-08-22.';

const SENTENCES: Readonly<
  Record<Exclude<MilestoneRefusal, 'unknown-article'>, (query: MilestoneQuery) => string>
> = {
  'from-unreadable': ({ from = '' }) => `The start ${quote(from)} is no date that can be read. ${FORMS}`,
  'to-unreadable': ({ to = '' }) => `The end ${quote(to)} is no date that can be read. ${FORMS}`,
  'from-after-to': ({ from = '', to = '' }) =>
    `The start ${quote(from)} is after the end ${quote(to)}. Swap them, or leave one out.`,
  'nothing-found': (query) => `The articles hold no milestone${describe(query)}.`,
};

function describe({ topic = '', article = '', from = '', to = '' }: MilestoneQuery): string {
  return [
    isBlank(topic) ? '' : ` about ${quote(topic)}`,
    isBlank(article) ? '' : ` in the article ${quote(article)}`,
    isBlank(from) ? '' : ` from ${quote(from)}`,
    isBlank(to) ? '' : isBlank(from) ? ` up to ${quote(to)}` : ` to ${quote(to)}`,
  ].join('');
}

function isBlank(typed: string): boolean {
  return clean(typed) === '';
}

function quote(typed: string): string {
  return `“${truncateText(clean(typed), MAX_REPEATED_LENGTH)}”`;
}

function clean(typed: string): string {
  return typed.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
