import { boundDate, precisionOf } from '../milestones/calendar-date.ts';
import { renderDate } from '../milestones/render-date.ts';
import type { MilestoneDesk, MilestoneEntry } from './milestone-desk.ts';
import type { Passage } from '../passages/passage.ts';
import type { Hit } from '../retrieval/retriever.ts';
import { splitPassage, stemsOf } from './score-sentences.ts';
import type { SelectedSpan } from './quote-draft.ts';
import { DEFAULT_SELECT_OPTIONS } from './select-quotes.ts';
import type { TimeQuestion } from './read-time-question.ts';

/** What the answering path needs to answer by dates. */
export interface Timekeeper {
  readonly desk: Pick<MilestoneDesk, 'findMilestones'>;
  readonly findPassage: (passageId: string) => Passage | undefined;
  /** Date of the newest article, `YYYY-MM-DD`; null where no article has one. */
  readonly newest: string | null;
}

export interface FoundByTime {
  readonly spans: readonly SelectedSpan[];
  /** One plain sentence below the quotes; null where there is nothing to add. */
  readonly note: string | null;
}

/** Things still to come are no latest news, unless they are asked for. */
const ASKS_FOR_PLANS = /\b(?:planned|upcoming|future|next|coming|expected)\b/i;

/**
 * Quotes of the milestones that a question about time means; null where there are none. A period gives its key ones
 * before the others, told oldest first; "first" and "latest" give the extreme ones.
 */
export async function findByTime(
  time: TimeQuestion,
  { desk, findPassage, newest }: Timekeeper,
  hits: readonly Hit[],
): Promise<FoundByTime | null> {
  const findings = await desk.findMilestones({
    ...(time.topic === '' ? {} : { topic: time.topic }),
    ...(time.from === null ? {} : { from: time.from }),
    ...(time.to === null ? {} : { to: time.to }),
  });
  if (findings.outcome === 'refused') return null;
  const told = findings.entries.filter(({ milestone }) => milestone.kind !== 'published');
  const named = told.filter((entry) => namesTopic(entry, time.topic));
  const ordered = orderEntries(
    time,
    [named, told, findings.entries].find((list) => list.length > 0) ?? [],
    newest,
  );
  const spans: SelectedSpan[] = [];
  const chosen: MilestoneEntry[] = [];
  for (const entry of ordered) {
    const span = quoteMilestone(entry, findPassage, hits);
    const length = [...spans, ...(span === null ? [] : [span])].reduce(
      (sum, { start, end }) => sum + end - start,
      0,
    );
    const overlaps = spans.some(
      ({ hit, start, end }) =>
        hit.passage.id === span?.hit.passage.id && start < span.end && span.start < end,
    );
    if (span === null || overlaps || length > DEFAULT_SELECT_OPTIONS.maxLength) continue;
    spans.push(span);
    chosen.push(entry);
    if (spans.length === DEFAULT_SELECT_OPTIONS.maxQuotes) break;
  }
  if (spans.length === 0) return null;
  if (time.shape === 'period')
    spans.sort((a, b) => dateOf(a, spans, chosen).localeCompare(dateOf(b, spans, chosen)));
  return { spans, note: describeRest(time, ordered.length - spans.length, newest) };
}

/** True where the milestone's own words hold all of the topic's; its neighbours in a passage may speak of other things. */
function namesTopic({ milestone }: MilestoneEntry, topic: string): boolean {
  const stems = stemsOf(`${milestone.title}\n${milestone.text}`);
  return [...stemsOf(topic)].every((stem) => stems.has(stem));
}

function orderEntries(
  time: TimeQuestion,
  entries: readonly MilestoneEntry[],
  newest: string | null,
): readonly MilestoneEntry[] {
  if (time.shape === 'first') return entries;
  if (time.shape === 'latest') {
    const past = entries.filter(({ milestone }) => newest === null || boundDate(milestone).first <= newest);
    const wanted = ASKS_FOR_PLANS.test(time.topic) ? entries : past;
    return [...wanted].sort((a, b) => boundDate(b.milestone).last.localeCompare(boundDate(a.milestone).last));
  }
  // What only touches the period (a year, where a month of it was asked for) counts where nothing lies within it.
  const within = entries.filter(({ milestone }) => {
    const { first, last } = boundDate(milestone);
    return (time.from === null || first >= time.from) && (time.to === null || last <= `${time.to}-99`);
  });
  const isOther = ({ milestone }: MilestoneEntry) => (milestone.kind === 'key' ? 0 : 1);
  return [...(within.length > 0 ? within : entries)].sort((a, b) => isOther(a) - isOther(b));
}

function dateOf(
  span: SelectedSpan,
  spans: readonly SelectedSpan[],
  chosen: readonly MilestoneEntry[],
): string {
  return chosen[spans.indexOf(span)]?.milestone.date ?? '';
}

/** The milestone's words in its passage; of a dated heading, which stands above its passage, the first sentence. */
function quoteMilestone(
  { milestone }: MilestoneEntry,
  findPassage: Timekeeper['findPassage'],
  hits: readonly Hit[],
): SelectedSpan | null {
  const passage = findPassage(milestone.passageId);
  if (passage === undefined) return null;
  // A passage found by its date alone was found by neither search: both scores are 0.
  const hit = hits.find((found) => found.passage.id === passage.id) ?? {
    ...{ passage, rank: hits.length + 1, score: 0, cosineSimilarity: 0, lexicalScore: 0 },
  };
  const start = milestone.start - passage.start;
  const end = milestone.end - passage.start;
  if (start >= 0 && end <= passage.text.length) return { hit, start, end };
  const first = splitPassage(hit)[0];
  return first === undefined ? null : { hit, start: first.start, end: first.end };
}

function renderDay(date: string): string {
  return renderDate({ date, precision: precisionOf(date), dateEnd: null, circa: false });
}

function describeRest(time: TimeQuestion, rest: number, newest: string | null): string | null {
  const sentences = [
    time.shape === 'latest' && newest !== null
      ? `As of ${renderDay(newest)}, the date of the newest article.`
      : '',
    time.shape === 'period' && rest > 0 ? `The articles tell of ${rest} more of that time.` : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? null : sentences.join(' ');
}
