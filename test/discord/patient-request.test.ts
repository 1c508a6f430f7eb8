import { describe, expect, it } from 'vitest';
import { createPatientRequest, type MakeRequest } from '../../src/discord/rest/patient-request.ts';

const BASE = 'https://discord.com/api/v10';
const MESSAGES = `${BASE}/channels/1/messages`;
const CALLBACK = `${BASE}/interactions/1/token/callback`;
const FURTHER = `${BASE}/webhooks/1/token`;
const ORIGINAL = `${FURTHER}/messages/@original`;
const once = { method: 'POST', body: JSON.stringify({ content: 'a', nonce: '1', enforce_nonce: true }) };

type Step = Error | { readonly status: number; readonly text?: string; readonly retryAfter?: string };

const broken = (code: string) => Object.assign(new Error('broken'), { code });
const CUT = broken('UND_ERR_SOCKET');
const REFUSED = new TypeError('fetch failed', { cause: broken('ECONNREFUSED') });

/** Plays the steps, then answers `{}`; tells what was asked, and how long was waited. */
function play(steps: readonly Step[]) {
  let now = 0;
  const waits: number[] = [];
  let attempts = 0;
  const send: MakeRequest = () => {
    const step = steps[attempts] ?? { status: 200 };
    attempts += 1;
    now += 50;
    if (step instanceof Error) return Promise.reject(step);
    const headers = step.retryAfter === undefined ? {} : { 'retry-after': step.retryAfter };
    return Promise.resolve(new Response(step.text ?? '{}', { status: step.status, headers }));
  };
  const request = createPatientRequest({
    send,
    now: () => now,
    random: () => 1,
    wait: (delayMs) => {
      waits.push(delayMs);
      now += delayMs;
      return Promise.resolve();
    },
  });
  return { request, waits, attempts: () => attempts };
}
const forever = (step: Step) => Array.from({ length: 1_000 }, () => step);

describe('a request to Discord', () => {
  it.each<readonly [string, Step]>([
    ['500', { status: 500 }],
    ['502 with a page', { status: 502, text: '<html>' }],
    ['a cut connection', CUT],
    ['a refused connection', REFUSED],
    ['200 with a page', { status: 200, text: '<html>' }],
    ['429 without a time', { status: 429, text: '<html>' }],
  ])('is made again after %s, later each time', async (_, step) => {
    const { request, waits, attempts } = play([step, step, step]);
    const response = await request(MESSAGES, once);
    expect(response.status).toBe(200);
    expect(attempts()).toBe(4);
    expect(waits).toEqual([200, 400, 800]);
  });

  it('is given up after its time, with what came last', async () => {
    const failing = play(forever({ status: 503 }));
    expect((await failing.request(MESSAGES, once)).status).toBe(503);
    expect(failing.attempts()).toBeLessThan(25);
    await expect(play(forever(CUT)).request(MESSAGES, once)).rejects.toThrow('broken');
  });

  it('is left to discord.js where Discord refuses it or says when to come back', async () => {
    for (const step of [
      { status: 403, text: '{"code":50013}' },
      { status: 429, retryAfter: '2' },
    ]) {
      const { request, attempts } = play([step]);
      expect((await request(MESSAGES, once)).status).toBe(step.status);
      expect(attempts()).toBe(1);
    }
    const page = await play([{ status: 403, text: '<html>' }]).request(MESSAGES, once);
    expect(await page.json()).toEqual({ message: '403: the answer was no JSON', code: 0 });
  });

  it('is not made twice where it would be seen twice', async () => {
    const everyone = { method: 'POST', body: JSON.stringify({ content: 'a' }) };
    for (const url of [MESSAGES, FURTHER]) {
      await expect(play([CUT]).request(url, everyone)).rejects.toThrow('broken');
      expect((await play([{ status: 500 }]).request(url, everyone)).status).toBe(500);
      // It never left, so it cannot be there.
      expect((await play([REFUSED]).request(url, everyone)).status).toBe(200);
    }
    const asker = { method: 'POST', body: JSON.stringify({ content: 'a', flags: 64 }) };
    expect((await play([CUT]).request(FURTHER, asker)).status).toBe(200);
    expect((await play([CUT]).request(ORIGINAL, { method: 'PATCH', body: '{}' })).status).toBe(200);
  });
});

describe('the first response to an interaction', () => {
  const taken = { status: 400, text: '{"code":40060}' };
  const callback = { method: 'POST', body: '{"type":5}' };

  it('is tried within its three seconds only', async () => {
    const { request, waits } = play(forever({ status: 500 }));
    // It may have been taken; if it was not, the answer is refused, and the asker has read Discord's own sentence.
    expect((await request(CALLBACK, callback)).status).toBe(204);
    await expect(play(forever(REFUSED)).request(CALLBACK, callback)).rejects.toThrow('fetch failed');
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(2_500);
    expect(waits.length).toBeGreaterThan(2);
  });

  it('that was taken before its answer was cut off counts as taken', async () => {
    expect((await play([CUT, taken]).request(CALLBACK, callback)).status).toBe(204);
    // In between discord.js was told to wait, and asks anew.
    const limited = play([CUT, { status: 429, retryAfter: '1' }, taken, taken]);
    expect((await limited.request(CALLBACK, callback)).status).toBe(429);
    expect((await limited.request(CALLBACK, callback)).status).toBe(204);
    expect((await limited.request(CALLBACK, callback)).status).toBe(400);
    expect((await play([taken]).request(CALLBACK, callback)).status).toBe(400);
    expect((await play([REFUSED, taken]).request(CALLBACK, callback)).status).toBe(400);
  });
});
