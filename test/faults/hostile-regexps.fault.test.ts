import { expect, it } from 'vitest';
import { createAttacks } from './support/attack-texts.ts';
import { collectRegExps } from './support/collect-regexps.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, SEED } from './support/fault-run.ts';
import { RegExpTimer } from './support/time-regexp.ts';

/** Nothing that people or articles say may hold a step up for longer. */
const LIMIT_MS = 2_000;
/** By the clock, for a machine that is busy with other things. */
const GIVE_UP_MS = 15_000;
const TEXT_LENGTH = 20_000;

it('no regular expression of ours takes two seconds on a text made against it', async () => {
  const found = await collectRegExps();
  const timer = new RegExpTimer(GIVE_UP_MS);
  const slow: string[] = [];
  let slowestMs = 0;
  let slowestAt = '';
  let times = 0;
  const count = chooseTimes({ full: 60, quick: 16 });
  try {
    for (const regExp of found) {
      const texts = createAttacks(regExp, { count, length: TEXT_LENGTH, seed: SEED });
      times += texts.length;
      const time = await timer.time(regExp, texts);
      if (time.slowestMs > slowestMs) [slowestMs, slowestAt] = [time.slowestMs, regExp.where];
      if (time.slowestMs >= LIMIT_MS) {
        slow.push(`${regExp.where} /${regExp.source}/${regExp.flags} on ${JSON.stringify(time.text)}`);
      }
    }
  } finally {
    timer.close();
  }
  const note = `${found.length.toString()} expressions, texts of 20,000 characters; slowest ${slowestMs.toFixed(0)} ms (${slowestAt})`;
  recordFault({
    section: 'bad intentions',
    fault: 'A text made against one of our regular expressions',
    times,
    lost: slow.length,
    note,
  });
  expect(found.some(({ where }) => where === 'src/answers/classify-question.ts')).toBe(true);
  expect(slow).toEqual([]);
});
