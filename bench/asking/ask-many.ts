import type { Library } from '../../src/answers/library.ts';
import { summarizeTimes, type TimeSummary } from './summarize-times.ts';
import { watchPauses } from './watch-pauses.ts';

/** How a number of people were served that asked at once, each the next question as soon as the last was answered. */
export interface AskedLevel extends TimeSummary {
  readonly askers: number;
  readonly questions: number;
  readonly perSecond: number;
  readonly longestPauseMs: number;
}

/** Asks `count` questions, from the list over and over, `askers` at a time. A time is that of one whole answer. */
export async function askMany(
  library: Pick<Library, 'ask'>,
  questions: readonly string[],
  { askers, count }: { readonly askers: number; readonly count: number },
): Promise<AskedLevel> {
  const timesMs: number[] = [];
  let next = 0;
  const started = performance.now();
  const ask = async (): Promise<void> => {
    while (next < count) {
      const question = questions[next % questions.length] ?? '';
      next += 1;
      const asked = performance.now();
      await library.ask(question);
      timesMs.push(performance.now() - asked);
    }
  };
  const { longestPauseMs } = await watchPauses(() => Promise.all(Array.from({ length: askers }, ask)));
  const perSecond = (count / (performance.now() - started)) * 1000;
  return { askers, questions: count, ...summarizeTimes(timesMs), perSecond, longestPauseMs };
}
