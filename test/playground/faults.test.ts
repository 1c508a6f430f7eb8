import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PlaygroundSession } from '../../src/playground/routes/state-routes.ts';
import { openPlayground, type Answer, type OpenedPlayground } from './open-playground.ts';

let opened: OpenedPlayground;
let session: PlaygroundSession;
beforeAll(async () => {
  opened = await openPlayground();
  session = JSON.parse((await opened.send('/playground/session')).text) as PlaygroundSession;
});
afterAll(async () => {
  await opened.close();
});

async function breakWith(body: unknown): Promise<Answer> {
  return opened.ask('/playground/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function write(authorization: string): Promise<number> {
  const { restBase } = opened.playground.discord;
  const response = await fetch(`${restBase}/v10/channels/${session.channels.answers}/messages`, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    body: JSON.stringify({ content: 'Hello' }),
  });
  return response.status;
}

const writeAsBot = () => write(`Bot ${opened.playground.discord.botToken}`);
const readFaults = async () => (await opened.readState()).faults;

describe('breaking things', () => {
  it.each([
    ['rate-limit', 429, 'rateLimit', 2],
    ['server-error', 500, 'serverError', 3],
  ] as const)(
    'with %s answers the next replies of the bot with %i, and says how many are left',
    async (kind, status, field, times) => {
      expect((await breakWith({ kind })).status).toBe(204);
      for (let left = times; left > 0; left -= 1) {
        expect(await readFaults()).toMatchObject({ [field]: left });
        expect(await write(session.token)).toBe(200);
        expect(await writeAsBot()).toBe(status);
      }
      expect(await readFaults()).toMatchObject({ rateLimit: 0, serverError: 0 });
      expect(await writeAsBot()).toBe(200);
    },
  );

  it('with a second kind takes the place of the first', async () => {
    await breakWith({ kind: 'rate-limit' });
    await breakWith({ kind: 'server-error' });
    expect(await readFaults()).toMatchObject({ rateLimit: 0, serverError: 3 });
    expect(await writeAsBot()).toBe(500);
    await breakWith({ kind: 'mend' });
    expect(await writeAsBot()).toBe(200);
  });

  it('takes the permission to write, until it is mended', async () => {
    await breakWith({ kind: 'revoke-permission' });
    expect(await readFaults()).toMatchObject({ revoked: true });
    expect(await writeAsBot()).toBe(403);
    expect(await write(session.token)).toBe(200);
    await breakWith({ kind: 'mend' });
    expect(await readFaults()).toEqual({ rateLimit: 0, serverError: 0, delayMs: 0, revoked: false });
    expect(await writeAsBot()).toBe(200);
  });

  it('holds the bot for four seconds, until it is mended', async () => {
    const delay = vi.spyOn(opened.playground.discord, 'delayResponses');
    await breakWith({ kind: 'delay' });
    expect(await readFaults()).toMatchObject({ delayMs: 4000 });
    await breakWith({ kind: 'mend' });
    expect(delay.mock.calls).toEqual([[4000], [0]]);
    delay.mockRestore();
  });

  it('drops the gateway of nobody where nobody is on it', async () => {
    expect((await breakWith({ kind: 'drop-gateway' })).status).toBe(204);
    expect((await opened.readState()).bot).toBe('offline');
  });

  it.each([{}, { kind: 'explode' }, null, { kind: ['mend'] }])('refuses %o', async (body) => {
    const { status, text } = await breakWith(body);
    expect(status).toBe(400);
    expect(text).toContain('drop-gateway');
  });
});
