import { describe, expect, it } from 'vitest';
import { countDays } from '../../src/feedback/count-days.ts';
import { findGaps } from '../../src/feedback/find-gaps.ts';
import { groupQuestions } from '../../src/feedback/group-questions.ts';
import type { KeptQuestion, KeptRating } from '../../src/feedback/kept-question.ts';
import { rememberEmbeddings } from '../../src/feedback/remember-embeddings.ts';

const NOW = Date.parse('2026-01-10T12:00:00Z');
const HOUR_MS = 60 * 60_000;
let nextId = 0;

const keep = (text: string, given: Partial<KeptQuestion> = {}): KeptQuestion => ({
  ...{
    _id: `q${(nextId += 1).toString()}`,
    kind: 'question',
    at: NOW - HOUR_MS,
    asker: 'ada',
    server: 'home',
  },
  ...{ text, isAnswered: false },
  ...given,
});
const rate = ({ _id: question, at }: KeptQuestion, person: string, rating: 'up' | 'down'): KeptRating => ({
  ...{ _id: `${question}.${person}`, kind: 'rating', at, question, person, rating },
});
/** A direction for each first word. */
const embed = (texts: readonly string[]): Promise<readonly Float32Array[]> =>
  Promise.resolve(
    texts.map((text) =>
      Float32Array.from({ length: 26 }, (_, axis) => (text.charCodeAt(0) - 97 === axis ? 1 : 0)),
    ),
  );

describe('what is asked in vain', () => {
  it('is grouped by meaning, counted by question and by person, most often first', async () => {
    const questions = [
      keep('bread, who bakes it', { at: NOW - 5 * HOUR_MS }),
      keep('bread baker?', { asker: 'bob', at: NOW - 2 * HOUR_MS }),
      keep('Bread  baker?'.toLowerCase(), { asker: 'bob' }),
      keep('ports?', { asker: 'cy' }),
    ];
    const { gaps, questions: count } = await findGaps({ questions, ratings: [] }, embed, NOW);
    expect(count).toBe(4);
    expect(gaps).toEqual([
      {
        ...{ question: 'bread  baker?', otherWordings: ['bread, who bakes it'] },
        ...{ asked: 3, people: 2, refused: 3, unhelpful: 0, lastAt: NOW - HOUR_MS },
      },
      {
        ...{ question: 'ports?', otherWordings: [] },
        ...{ asked: 1, people: 1, refused: 1, unhelpful: 0, lastAt: NOW - HOUR_MS },
      },
    ]);
  });

  it('holds an answer that more people found unhelpful than helpful, and no other answer', async () => {
    const [liked, disputed, disliked] = ['apples?', 'pears?', 'plums?'].map((text) =>
      keep(text, { isAnswered: true }),
    );
    if (liked === undefined || disputed === undefined || disliked === undefined)
      throw new Error('no questions');
    const ratings = [
      rate(liked, 'bob', 'up'),
      ...[rate(disputed, 'bob', 'up'), rate(disputed, 'cy', 'down')],
      ...[rate(disliked, 'bob', 'down'), rate(disliked, 'cy', 'down'), rate(disliked, 'di', 'up')],
    ];
    const { gaps, week } = await findGaps({ questions: [liked, disputed, disliked], ratings }, embed, NOW);
    expect(gaps).toMatchObject([{ question: 'plums?', asked: 1, refused: 0, unhelpful: 2 }]);
    expect(week.at(-1)).toEqual({ date: '2026-01-10', answered: 2, refused: 0, unhelpful: 1 });
  });

  it('is nothing where nothing was asked', async () => {
    const { gaps, week } = await findGaps({ questions: [], ratings: [] }, embed, NOW);
    expect(gaps).toEqual([]);
    expect(week).toHaveLength(7);
  });
});

describe('the days of a week', () => {
  it('are seven in UTC, today last, and hold what was asked in each', () => {
    const at = (time: string) => ({ at: Date.parse(time), verdict: 'refused' as const });
    const days = countDays(
      [
        at('2026-01-03T23:59:59Z'),
        at('2026-01-04T00:00:00Z'),
        at('2026-01-10T23:59:59Z'),
        at('2026-01-11T00:00:00Z'),
      ],
      NOW,
    );
    expect(days.map(({ date, refused }) => [date, refused])).toEqual([
      ['2026-01-04', 1],
      ['2026-01-05', 0],
      ['2026-01-06', 0],
      ['2026-01-07', 0],
      ['2026-01-08', 0],
      ['2026-01-09', 0],
      ['2026-01-10', 1],
    ]);
  });
});

describe('grouping', () => {
  it('gives others a turn while it compares many', async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    const embeddings = Array.from({ length: 1_000 }, (_, index) =>
      Float32Array.from({ length: 1_000 }, (_, axis) => (axis === index ? 1 : 0)),
    );
    expect(await groupQuestions(embeddings)).toHaveLength(1_000);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(5);
  });

  it('embeds a text once', async () => {
    const asked: string[] = [];
    const remembering = rememberEmbeddings((texts) => {
      asked.push(...texts);
      return embed(texts);
    });
    const first = await remembering(['apples?', 'pears?', 'apples?']);
    const second = await remembering(['pears?', 'plums?']);
    expect(asked).toEqual(['apples?', 'pears?', 'plums?']);
    expect([first.length, second.length]).toEqual([3, 2]);
    expect(second[0]).toEqual((await embed(['pears?']))[0]);
  });
});
