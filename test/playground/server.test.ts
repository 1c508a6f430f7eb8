import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { PlaygroundState } from '../../src/playground/playground-state.ts';
import type { PlaygroundSession } from '../../src/playground/routes/state-routes.ts';
import { openPlayground, type OpenedPlayground } from './open-playground.ts';

let opened: OpenedPlayground;
beforeAll(async () => {
  opened = await openPlayground({ hasPage: true });
});
afterAll(async () => {
  expect(opened.problems).toEqual([]);
  await opened.close();
});

async function readSession(): Promise<PlaygroundSession> {
  return JSON.parse((await opened.send('/playground/session')).text) as PlaygroundSession;
}

describe('the page', () => {
  it('is a document with nothing inline, under a policy that allows nothing inline', async () => {
    const { status, headers, text } = await opened.send('/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=UTF-8');
    expect(text).toContain('<script type="module" src="/assets/main.js"></script>');
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=|javascript:/i);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  it('carries these headers on every answer, refusals too', async () => {
    const answers = await Promise.all([
      opened.send('/assets/main.js'),
      opened.send('/playground/state'),
      opened.send('/nothing'),
      opened.send('/api/v10/users/@me'),
      opened.send('/', { headers: { host: 'evil.example' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 401, 403]);
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it.each(['main.js', 'main.css'])('comes packed, and once: %s', async (name) => {
    const path = `/assets/${name}`;
    const plain = await opened.send(path);
    expect(plain.status).toBe(200);
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const coding of ['br', 'gzip']) {
      const response = await fetch(`${opened.playground.url}${path}`, {
        headers: { 'accept-encoding': coding },
      });
      expect(response.headers.get('content-encoding')).toBe(coding);
      expect(response.headers.get('etag')).toBe(plain.headers.etag);
      expect(await response.text()).toBe(plain.text);
    }
    const again = await opened.send(path, { headers: { 'if-none-match': plain.headers.etag ?? '' } });
    expect(again).toMatchObject({ status: 304, text: '' });
  });

  it('has its own code under 300 kB', async () => {
    const sizes = await Promise.all(
      ['main.js', 'main.css'].map(async (name) => {
        const { headers } = await opened.send(`/assets/${name}`, { headers: { 'accept-encoding': 'gzip' } });
        return Number(headers['content-length']);
      }),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(1000);
    expect(total).toBeLessThan(300_000);
  });

  it.each([
    '/assets/../server.ts',
    '/assets/..%2fserver.ts',
    '/assets/main.ts',
    '/page/main.ts',
    '/../package.json',
  ])('gives no other file (%s)', async (path) => {
    const { status, text } = await opened.send(path);
    expect(status).toBe(404);
    expect(JSON.parse(text)).toEqual({ message: expect.stringMatching(/^There is no/) as string });
  });
});

describe('who may ask', () => {
  it.each([
    ['GET', '/', { host: 'evil.example' }],
    ['GET', '/playground/session', { host: 'evil.example:80' }],
    ['GET', '/playground/session', { origin: 'http://evil.example' }],
    ['POST', '/playground/faults', {}],
    ['POST', '/playground/faults', { origin: 'http://evil.example' }],
    ['PUT', '/playground/articles/a.md', { origin: 'null' }],
    ['DELETE', '/playground/articles', {}],
    ['POST', '/api/v10/channels/1/messages', { origin: 'http://evil.example' }],
  ] as const)('refuses %s %s with %o', async (method, path, headers) => {
    const { status, text } = await opened.send(path, { method, headers });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toEqual({ message: expect.stringMatching(/\.$/) as string });
    expect(text).not.toContain('token');
  });

  it('does not listen to the network', async () => {
    const { host } = new URL(opened.playground.url);
    expect(host).toBe(`localhost:${opened.port}`);
    // The same port of another address of this machine is still free, where there is such an address.
    const other = createServer();
    const outcome = new Promise<string>((resolve) => {
      other.once('listening', () => {
        resolve('free');
      });
      other.once('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code ?? '');
      });
    });
    other.listen(opened.port, '127.0.0.2');
    expect(['free', 'EADDRNOTAVAIL']).toContain(await outcome);
    other.close();
  });

  it.each([[{}], [{ origin: 'http://evil.example' }], [{ origin: 'x', host: 'evil.example' }]])(
    'opens no WebSocket with %o',
    async (headers: Record<string, string>) => {
      const socket = new WebSocket(`ws://127.0.0.1:${opened.port}/gateway/?v=10&encoding=json`, {
        headers: { host: `localhost:${opened.port}`, ...headers },
      });
      socket.on('error', () => undefined);
      const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
      expect(response.statusCode).toBe(403);
      socket.terminate();
    },
  );
});

describe('what the page begins with', () => {
  it('is one person, whose token speaks to Discord over the same origin', async () => {
    const session = await readSession();
    expect(session).toEqual(await readSession());
    const { playground } = opened;
    const me = await fetch(`${playground.url}/api/v10/users/@me`, {
      headers: { Authorization: session.token },
    });
    expect(await me.json()).toMatchObject({ username: 'you' });
    const channels = await fetch(`${playground.url}/api/v10/guilds/${session.guildId}/channels`, {
      headers: { Authorization: session.token },
    });
    expect(await channels.json()).toMatchObject([
      { id: session.channels.answers, name: 'ask-the-articles' },
      { id: session.channels.general, name: 'general' },
    ]);
  });

  it('offers three examples', async () => {
    expect((await readSession()).examples).toEqual([]);
    opened.playground.setExamples(['a', 'b', 'c', 'd']);
    expect((await readSession()).examples).toEqual(['a', 'b', 'c']);
  });

  it('leads to the gateway of the same origin', async () => {
    const { token } = await readSession();
    const { playground, port } = opened;
    const socket = new WebSocket(`ws://localhost:${port}/gateway/?v=10&encoding=json`, {
      headers: { origin: playground.url },
    });
    await once(socket, 'message');
    socket.send(JSON.stringify({ op: 2, d: { token, properties: {} } }));
    const [data] = (await once(socket, 'message')) as [Buffer];
    socket.terminate();
    expect(JSON.parse(data.toString('utf8'))).toMatchObject({
      t: 'READY',
      d: { user: { username: 'you' }, resume_gateway_url: `ws://localhost:${port}/gateway` },
    });
  });
});

describe('the state', () => {
  it('comes at once and after each change, over one stream', async () => {
    const controller = new AbortController();
    const response = await fetch(`${opened.playground.url}/playground/events`, { signal: controller.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const states = readEvents(response);
    expect((await states.next()).value).toMatchObject({ bot: 'offline', build: null });
    opened.playground.showProgress({ phase: 'Reading articles', done: 0, total: 3 });
    // Faster than anybody can see: one event is enough.
    opened.playground.showProgress({ phase: 'Reading articles', done: 1, total: 3 });
    expect((await states.next()).value).toMatchObject({
      build: { phase: 'Reading articles', done: 1, total: 3 },
    });
    opened.playground.showProgress(null);
    expect((await states.next()).value).toMatchObject({ build: null });
    expect(await opened.readState()).toMatchObject({ build: null });
    controller.abort();
  });
});

describe('the port', () => {
  it('is the next free one where the wanted one is taken', async () => {
    const second = await openPlayground({ port: opened.port });
    expect(second.port).toBeGreaterThan(opened.port);
    expect(second.port).toBeLessThan(opened.port + 20);
    await second.close();
  });
});

async function* readEvents(response: Response): AsyncGenerator<PlaygroundState> {
  let text = '';
  const decoder = new TextDecoder();
  if (response.body === null) return;
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const event = text.slice(0, end);
      text = text.slice(end + 2);
      const data = /^event: state\ndata: (.*)$/.exec(event)?.[1];
      if (data !== undefined) yield JSON.parse(data) as PlaygroundState;
    }
  }
}
