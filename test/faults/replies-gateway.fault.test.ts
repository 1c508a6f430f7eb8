import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import type { DiscordStage } from '../discord/support/start-stage.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom, IS_QUICK } from './support/fault-run.ts';
import {
  awaitQuiet,
  between,
  findReplies,
  isSoon,
  listErrors,
  startSlowStage,
  tryTimes,
} from './support/reply-trials.ts';
import { watchCrashes } from './support/watch-crashes.ts';

const ANSWER_MS = 150;
/** So short that a client finds out within a second that its connection is dead. */
const HEARTBEAT_MS = 400;
/** Questions around each fault, and how long before and after it they are asked. */
const QUESTIONS = 6;
const BEFORE_MS = 200;
const AFTER_MS = 1_200;
const WIDTH = 6;
const OUTAGE_MS = IS_QUICK ? 2_000 : 4_000;
const PATIENCE_MS = 40_000;

const random = createRandom('replies-gateway');
const crashes = watchCrashes();
afterAll(() => {
  crashes.end();
});

interface Outcome {
  readonly identifies: number;
  readonly resumes: number;
  /** Questions that Discord had nobody to deliver to. */
  readonly undelivered: number;
}

/** Does something to the gateway; `loseSession` is to be called where Discord forgets what it would have sent. */
type Strike = (stage: DiscordStage, loseSession: () => void) => Promise<void>;

/** A bot of its own, a fault, and questions around it; throws where one is lost or answered twice. */
async function tryFault(strike: Strike): Promise<Outcome> {
  const stage = await startSlowStage(random, ANSWER_MS, {
    discord: { heartbeatIntervalMs: HEARTBEAT_MS, rateLimit: { requests: 10_000, windowMs: 1_000 } },
  });
  try {
    const { discord, ada, general, bot } = stage;
    const asked: { readonly id: string; readonly isDelivered: boolean }[] = [];
    // Without a session that can be resumed Discord keeps nothing.
    let hasSession = true;
    discord.events.on('presence', ({ online }) => {
      if (online) hasSession = true;
    });
    const ask = async (delayMs: number): Promise<void> => {
      await sleep(delayMs);
      const content = `<@${discord.botId}> Who bought GitHub?`;
      const { id } = discord.postMessage({ channelId: general, authorId: ada.id, content });
      asked.push({ id, isDelivered: hasSession });
    };
    const asking = Array.from({ length: QUESTIONS }, () => ask(between(random, 0, BEFORE_MS + AFTER_MS)));
    await sleep(BEFORE_MS);
    const before = discord.identifies;
    await strike(stage, () => {
      hasSession = false;
    });
    await Promise.all(asking);
    const count = (id: string): number => findReplies(discord, general, id).length;
    const due = asked.filter(({ isDelivered }) => isDelivered);
    await isSoon(
      () => bot.describeGateway().status === 'ready' && due.every(({ id }) => count(id) > 0),
      PATIENCE_MS,
    );
    await awaitQuiet(stage, 200);
    const wrong = asked.filter(({ id, isDelivered }) => count(id) > 1 || (isDelivered && count(id) === 0));
    const errors = listErrors(stage);
    if (wrong.length + errors.length > 0) {
      throw new Error(
        `${wrong.map(({ id }) => `${id}: ${count(id).toString()} replies`).join()} ${errors.join()}`,
      );
    }
    return {
      identifies: discord.identifies - before,
      resumes: bot.describeGateway().resumes,
      undelivered: asked.length - due.length,
    };
  } finally {
    await stage.close();
  }
}

/** Tries a fault so many times, several bots at once, and writes a row. */
async function tryAll(fault: string, times: number, strike: Strike): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const lost = await tryTimes(times, WIDTH, async () => {
    outcomes.push(await tryFault(strike));
    return true;
  });
  const sum = (read: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + read(outcome), 0);
  const undelivered = sum((outcome) => outcome.undelivered);
  const all = [...lost, ...crashes.seen];
  recordFault({
    section: 'replies',
    fault,
    times,
    lost: all.length,
    note: [
      `${(QUESTIONS * times).toString()} questions around it, each answered once`,
      ...(undelivered === 0 ? [] : [`but ${undelivered.toString()} that Discord delivered to nobody`]),
      `${sum(({ resumes }) => resumes).toString()} resumes`,
      `${sum(({ identifies }) => identifies).toString()} identifies`,
    ].join(', '),
  });
  expect(all).toEqual([]);
  return outcomes;
}

it('a dropped connection is resumed', async () => {
  const outcomes = await tryAll(
    'The gateway drops the connection without a word',
    chooseTimes({ full: 18, quick: 3 }),
    ({ discord }) => {
      discord.dropGateway();
      return Promise.resolve();
    },
  );
  expect(outcomes.every(({ identifies, resumes }) => identifies === 0 && resumes === 1)).toBe(true);
});

it('a requested reconnect is a resume', async () => {
  const outcomes = await tryAll(
    'The gateway asks to reconnect',
    chooseTimes({ full: 18, quick: 3 }),
    ({ discord }) => {
      discord.requestReconnect();
      return Promise.resolve();
    },
  );
  expect(outcomes.every(({ identifies, resumes }) => identifies === 0 && resumes === 1)).toBe(true);
});

it('a zombie is found out by its heartbeat, and resumed', async () => {
  const outcomes = await tryAll(
    `The gateway falls silent: no event, no answer to a heartbeat (every ${HEARTBEAT_MS.toString()} ms here)`,
    chooseTimes({ full: 18, quick: 3 }),
    ({ discord }) => {
      discord.silenceGateway();
      return Promise.resolve();
    },
  );
  expect(outcomes.every(({ identifies, resumes }) => identifies === 0 && resumes === 1)).toBe(true);
});

it('a gateway that cannot be reached for some seconds is waited for', async () => {
  const outcomes = await tryAll(
    `The gateway cannot be reached for up to ${(OUTAGE_MS / 1000).toString()} seconds`,
    chooseTimes({ full: 12, quick: 3 }),
    async ({ discord }) => {
      discord.setGatewayReachable(false);
      await sleep(between(random, 500, OUTAGE_MS));
      discord.setGatewayReachable(true);
    },
  );
  expect(outcomes.every(({ identifies }) => identifies === 0)).toBe(true);
});

it('an invalidated session is begun anew, once', async () => {
  const outcomes = await tryAll(
    'The gateway declares the session invalid',
    chooseTimes({ full: 12, quick: 3 }),
    ({ discord }, loseSession) => {
      loseSession();
      discord.invalidateSession();
      return Promise.resolve();
    },
  );
  expect(outcomes.every(({ identifies }) => identifies === 1)).toBe(true);
});
