import type { DayCounts } from './gap-report.ts';

/** What became of a question. */
export type Verdict = 'answered' | 'refused' | 'unhelpful';

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 7;

/** The last seven days in UTC, today last. Times in milliseconds since 1970. */
export function countDays(
  questions: readonly { readonly at: number; readonly verdict: Verdict }[],
  now: number,
): readonly DayCounts[] {
  return Array.from({ length: DAYS }, (_, index) => {
    const date = nameDay(now - (DAYS - 1 - index) * DAY_MS);
    const ofDay = questions.filter(({ at }) => nameDay(at) === date);
    const count = (wanted: Verdict): number => ofDay.filter(({ verdict }) => verdict === wanted).length;
    return { date, answered: count('answered'), refused: count('refused'), unhelpful: count('unhelpful') };
  });
}

function nameDay(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
