import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgressReply } from '../../src/discord/management/progress-reply.ts';
import { NOTICES } from '../../src/discord/notices.ts';
import { createNotice } from '../../src/discord/render/message-body.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const shown: string[] = [];
  const reply = createProgressReply({ createdAt: Date.now(), edit: ({ content }) => shown.push(content) });
  return { shown, reply };
}

it('edits the reply at most every three seconds', () => {
  const { shown, reply } = open();
  for (let second = 0; second < 7; second += 1) {
    reply.show(createNotice(String(second)));
    vi.advanceTimersByTime(1000);
  }
  expect(shown).toEqual(['0', '3', '6']);
  reply.stop();
  vi.advanceTimersByTime(20 * 60_000);
  expect(shown).toHaveLength(3);
  expect(reply.hasSaidLastWord()).toBe(false);
});

it('says before the fifteen minutes are over that the work goes on, and then nothing more', () => {
  const { shown, reply } = open();
  vi.advanceTimersByTime(13.9 * 60_000);
  expect(shown).toEqual([]);
  vi.advanceTimersByTime(0.2 * 60_000);
  expect(shown).toEqual([NOTICES.rebuildGoesOn]);
  reply.show(createNotice('more'));
  reply.stop();
  expect(reply.hasSaidLastWord()).toBe(true);
  expect(shown).toHaveLength(1);
});
