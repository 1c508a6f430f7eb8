import { DiscordAPIError } from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTyping } from '../../src/discord/messages/start-typing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('shows typing at once and every nine seconds, until it is stopped', () => {
  let shown = 0;
  const channel = {
    id: '1',
    sendTyping: () => {
      shown += 1;
      return Promise.resolve();
    },
  };
  const stop = startTyping(channel, pino({ level: 'silent' }));
  expect(shown).toBe(1);
  vi.advanceTimersByTime(9_000);
  expect(shown).toBe(2);
  vi.advanceTimersByTime(18_000);
  expect(shown).toBe(4);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(shown).toBe(4);
});

it('does not mind where typing cannot be shown', async () => {
  const channel = { id: '1', sendTyping: () => Promise.reject(new Error('no')) };
  const stop = startTyping(channel, pino({ level: 'silent' }));
  await vi.advanceTimersByTimeAsync(9_000);
  stop();
});

it('is not tried again where Discord refuses it', async () => {
  let tried = 0;
  const refusal = new DiscordAPIError({ code: 10003, message: 'No' }, 10003, 404, 'POST', 'https://x', {
    body: undefined,
    files: undefined,
  });
  const channel = {
    id: '1',
    sendTyping: () => {
      tried += 1;
      return Promise.reject(refusal);
    },
  };
  const stop = startTyping(channel, pino({ level: 'silent' }));
  await vi.advanceTimersByTimeAsync(60_000);
  stop();
  expect(tried).toBe(1);
});
