import { setTimeout as sleep } from 'node:timers/promises';
import { TimeoutError } from 'p-queue';
import { describe, expect, it, vi } from 'vitest';
import {
  QuestionDesk,
  type QuestionDeskOptions,
  type Ticket,
} from '../../src/discord/asking/question-desk.ts';
import { StoppingError } from '../../src/discord/asking/stopping-error.ts';
import { RateLimiter } from '../../src/discord/asking/rate-limiter.ts';
import { RecentIds } from '../../src/discord/asking/recent-ids.ts';

const OPTIONS: QuestionDeskOptions = {
  questionsPerMinute: 100,
  maxWaitingQuestions: 2,
  maxConcurrentQuestions: 1,
  answerTimeoutMs: 5_000,
};

function admit(desk: QuestionDesk, userId = 'ada'): Ticket {
  const admission = desk.admit(userId);
  if (admission.outcome !== 'admitted') throw new Error(admission.outcome);
  return admission;
}

/** What the desk does with each question. */
function take(limiter: RateLimiter, userId: string): number {
  const seconds = limiter.measureWait(userId);
  if (seconds === 0) limiter.count(userId);
  return seconds;
}

describe('the rate limit', () => {
  it('tells how many seconds to wait, and lets the person ask again after them', () => {
    let now = 1_000_000;
    const limiter = new RateLimiter(2, () => now);
    expect(take(limiter, 'ada')).toBe(0);
    now += 10_000;
    expect(take(limiter, 'ada')).toBe(0);
    now += 5_500;
    expect(take(limiter, 'ada')).toBe(45);
    expect(take(limiter, 'bob')).toBe(0);
    now += 44_000;
    expect(take(limiter, 'ada')).toBe(1);
    now += 500;
    expect(take(limiter, 'ada')).toBe(0);
    expect(take(limiter, 'ada')).toBe(10);
  });

  it('never counts what it refused', () => {
    let now = 0;
    const limiter = new RateLimiter(1, () => now);
    take(limiter, 'ada');
    for (now = 1_000; now < 60_000; now += 1_000) expect(take(limiter, 'ada')).toBeGreaterThan(0);
    expect(take(limiter, 'ada')).toBe(0);
  });
});

describe('the desk', () => {
  it('takes so many at once and so many waiting, and is busy for the rest', async () => {
    const desk = new QuestionDesk(OPTIONS);
    const tickets = [admit(desk), admit(desk), admit(desk)];
    expect(desk.admit('ada')).toEqual({ outcome: 'busy' });
    const order: number[] = [];
    await Promise.all(
      tickets.map((ticket, index) =>
        ticket.run(async () => {
          await sleep(5);
          order.push(index);
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2]);
    expect(desk.admit('ada').outcome).toBe('admitted');
  });

  it('gives a place back once, whether the work is done, fails or is never begun', async () => {
    const desk = new QuestionDesk(OPTIONS);
    const [first, second, third] = [admit(desk), admit(desk), admit(desk)];
    await expect(first.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    first.leave();
    second.leave();
    second.leave();
    admit(desk);
    admit(desk);
    expect(desk.admit('ada').outcome).toBe('busy');
    third.leave();
    expect(desk.admit('ada').outcome).toBe('admitted');
  });

  it('does not count a question against the person when it is busy', () => {
    const desk = new QuestionDesk({ ...OPTIONS, questionsPerMinute: 3 });
    const tickets = [admit(desk), admit(desk, 'bob'), admit(desk, 'bob')];
    expect(desk.admit('ada').outcome).toBe('busy');
    for (const ticket of tickets) ticket.leave();
    admit(desk);
    admit(desk);
    expect(desk.admit('ada')).toMatchObject({ outcome: 'too-fast' });
  });

  it('stops waiting for work that takes too long', async () => {
    const desk = new QuestionDesk({ ...OPTIONS, answerTimeoutMs: 20 });
    await expect(admit(desk).run(() => sleep(10_000, undefined, { ref: false }))).rejects.toThrow(
      TimeoutError,
    );
  });

  it('gives up on a question whose turn does not come in time, and gives its place back', async () => {
    const desk = new QuestionDesk({ ...OPTIONS, maxWaitMs: 30 });
    const first = admit(desk).run(() => sleep(200));
    let isBegun = false;
    const waiting = admit(desk).run(() => {
      isBegun = true;
      return Promise.resolve();
    });
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
    await first;
    expect(isBegun).toBe(false);
    for (let place = 0; place < 3; place++) admit(desk);
    expect(desk.admit('ada').outcome).toBe('busy');
  });

  it('gives up on what is not answered when it is abandoned, waiting or begun', async () => {
    const desk = new QuestionDesk(OPTIONS);
    const never = new Promise<never>(() => undefined);
    const begun = admit(desk).run(() => never);
    const waiting = admit(desk).run(() => Promise.resolve('too late'));
    expect(desk.describe()).toEqual({ waiting: 1, answering: 1 });
    desk.abandon();
    await expect(begun).rejects.toBeInstanceOf(StoppingError);
    await expect(waiting).rejects.toBeInstanceOf(StoppingError);
    expect(desk.admit('ada')).toEqual({ outcome: 'stopping' });
  });

  it('tells of each question that it does not take', () => {
    const reasons: string[] = [];
    const desk = new QuestionDesk({
      ...OPTIONS,
      questionsPerMinute: 3,
      onTurnedAway: (reason) => reasons.push(reason),
    });
    for (let count = 0; count < 4; count += 1) desk.admit('ada');
    desk.admit('bob');
    expect(reasons).toEqual(['too-fast', 'busy']);
  });

  it('answers those admitted before it closes, and takes no more', async () => {
    const desk = new QuestionDesk(OPTIONS);
    let isDone = false;
    void admit(desk).run(async () => {
      await sleep(20);
      isDone = true;
    });
    await desk.close();
    expect(isDone).toBe(true);
    expect(desk.admit('ada')).toEqual({ outcome: 'stopping' });
  });
});

describe('a channel and a server', () => {
  const here = (guildId: string, channelId: string) => ({ guildId, channelId });

  it('have limits of their own, which nobody else feels', () => {
    const desk = new QuestionDesk({
      ...OPTIONS,
      maxWaitingQuestions: 100,
      channelQuestionsPerMinute: 2,
      serverQuestionsPerMinute: 3,
    });
    const ask = (user: string, place: ReturnType<typeof here>) => desk.admit(user, place).outcome;
    expect(ask('a', here('one', 'x'))).toBe('admitted');
    expect(ask('b', here('one', 'x'))).toBe('admitted');
    expect(ask('c', here('one', 'x'))).toBe('crowded');
    expect(ask('c', here('one', 'y'))).toBe('admitted');
    expect(ask('d', here('one', 'z'))).toBe('crowded');
    expect(ask('d', here('two', 'w'))).toBe('admitted');
    expect(desk.admit('d').outcome).toBe('admitted');
  });

  it('leave a place for others, however many wait', () => {
    const desk = new QuestionDesk({ ...OPTIONS, maxWaitingQuestions: 7, countServers: () => 2 });
    const outcomes = Array.from({ length: 8 }, (_, index) => {
      return desk.admit(`user ${index.toString()}`, here('loud', 'x')).outcome;
    });
    expect(outcomes.filter((outcome) => outcome === 'admitted')).toHaveLength(6);
    expect(outcomes.at(-1)).toBe('crowded');
    expect(desk.admit('quiet', here('quiet', 'y')).outcome).toBe('admitted');
  });

  it('get their turns between those of others, and so do people', async () => {
    const desk = new QuestionDesk({ ...OPTIONS, maxWaitingQuestions: 100 });
    const order: string[] = [];
    const ask = (server: string, user: string) => {
      const ticket = desk.admit(user, here(server, 'x'));
      if (ticket.outcome !== 'admitted') throw new Error(ticket.outcome);
      return ticket.run(async () => {
        order.push(user);
        await sleep(1);
      });
    };
    const work = [
      ...['loud', 'loud', 'loud', 'loud', 'other'].map((user) => ask('one', user)),
      ...['quiet', 'quiet'].map((user) => ask('two', user)),
    ];
    await Promise.all(work);
    expect(order).toEqual(['loud', 'quiet', 'other', 'quiet', 'loud', 'loud', 'loud']);
  });
});

describe('recent ids', () => {
  it('know an id that came before, until it is forgotten', () => {
    const ids = new RecentIds();
    expect(ids.add('1')).toBe(true);
    expect(ids.add('1')).toBe(false);
    ids.forget('1');
    expect(ids.add('1')).toBe(true);
  });

  it('know what was added once in a span of the clock, and take it anew in the next', () => {
    const ids = new RecentIds();
    vi.useFakeTimers({ toFake: ['Date'], now: 120_000 });
    try {
      expect([ids.addOncePer(60_000, '1'), ids.addOncePer(60_000, '1'), ids.addOncePer(60_000, '2')]).toEqual(
        [true, false, true],
      );
      vi.setSystemTime(179_999);
      expect(ids.hasWithin(60_000, '1')).toBe(true);
      vi.setSystemTime(180_000);
      expect(ids.hasWithin(60_000, '1')).toBe(false);
      expect(ids.addOncePer(60_000, '1')).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('keep only the last ones', () => {
    const ids = new RecentIds();
    for (let index = 0; index <= 5_000; index++) ids.add(String(index));
    expect(ids.add('5000')).toBe(false);
    expect(ids.add('0')).toBe(true);
  });
});
