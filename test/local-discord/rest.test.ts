import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import { openStage } from './open-stage.ts';

describe('REST', () => {
  it('says how much of a rate limit is left, and the client keeps to it', async () => {
    const { discord, logIn, request, channelId, ada } = await openStage({
      rateLimit: { requests: 3, windowMs: 300 },
    });
    const answer = await request('GET', `/channels/${channelId}`);
    expect(answer.headers.get('x-ratelimit-limit')).toBe('3');
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('2');
    expect(Number(answer.headers.get('x-ratelimit-reset-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]+$/);

    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    const statuses: number[] = [];
    discord.events.on('request', (event) => statuses.push(event.status));
    await Promise.all(['1', '2', '3', '4', '5', '6', '7'].map((content) => channel.send(content)));
    expect(statuses).toEqual(Array(7).fill(200));
    expect(discord.listMessages(channelId, ada)).toHaveLength(7);
  });

  it('refuses what is beyond the limit', async () => {
    const { request } = await openStage({ rateLimit: { requests: 1, windowMs: 60_000 } });
    expect((await request('GET', '/users/@me')).status).toBe(200);
    const refused = await request('GET', '/users/@me');
    expect(refused).toMatchObject({ status: 429, body: { global: false } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
  });

  it.each([
    ['429, which the client retries', 429, { retryAfterMs: 100 }],
    ['a global 429, which the client retries', 429, { retryAfterMs: 100, global: true }],
    ['500, which the client retries', 500, { times: 2 }],
  ])('answers with %s', async (_, status, details) => {
    const { discord, logIn, channelId, ada } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    const statuses: number[] = [];
    discord.events.on('request', (event) => statuses.push(event.status));
    discord.answerNext('POST /channels/:id/messages', status, details);
    await channel.send('hello');
    expect(statuses[0]).toBe(status);
    expect(statuses.at(-1)).toBe(200);
    expect(discord.listMessages(channelId, ada).map((message) => message.content)).toEqual(['hello']);
  });

  it('answers with a planned error on the planned route only', async () => {
    const { discord, request, channelId } = await openStage();
    discord.answerNext('POST /channels/:id/messages', 403, { apiCode: 50013 });
    expect((await request('GET', `/channels/${channelId}/messages`)).status).toBe(200);
    const path = `/channels/${channelId}/messages`;
    expect(await request('POST', path, { content: 'c' })).toMatchObject({
      status: 403,
      body: { code: 50013 },
    });
    expect((await request('POST', path, { content: 'c' })).status).toBe(200);
  });

  it('takes its time when told to', async () => {
    const { discord, request } = await openStage();
    discord.delayResponses(80);
    const startMs = performance.now();
    await request('GET', '/users/@me');
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(75);
  });

  it('reports requests without tokens', async () => {
    const { discord, request } = await openStage();
    const seen = discord.awaitEvent('request');
    await request('POST', '/interactions/12345/secret-token/callback', { type: 5 });
    expect(await seen).toMatchObject({
      path: '/interactions/12345/:token/callback',
      status: 404,
      apiCode: 10062,
    });
  });

  it.each([
    ['a body that is no JSON', 'POST', '/messages', '{', { status: 400, body: { code: 50109 } }],
    ['an unknown message', 'GET', '/messages/123456', undefined, { status: 404, body: { code: 10008 } }],
    ['too many messages', 'GET', '/messages?limit=101', undefined, { status: 400, body: { code: 50035 } }],
    ['an unknown route', 'GET', '/nothing', undefined, { status: 404, body: { code: 0 } }],
  ])('refuses %s', async (_, method, path, body, expected) => {
    const { request, channelId } = await openStage();
    expect(await request(method, `/channels/${channelId}${path}`, body)).toMatchObject(expected);
  });

  it('refuses unknown channels, other versions and other content types', async () => {
    const { request, discord, channelId } = await openStage();
    expect((await request('GET', '/channels/123456')).body).toMatchObject({ code: 10003 });
    const old = await fetch(`${discord.restBase}/v9/gateway`);
    expect(await old.json()).toMatchObject({ code: 50041 });
    const typed = await fetch(`${discord.restBase}/v10/channels/${channelId}/messages`, {
      method: 'POST',
      headers: { Authorization: `Bot ${discord.botToken}`, 'Content-Type': 'text/plain' },
      body: 'hello',
    });
    expect(await typed.json()).toMatchObject({ code: 50035 });
  });
});

describe('permissions', () => {
  const { ViewChannel, SendMessages, EmbedLinks, AttachFiles, ReadMessageHistory } = PermissionFlagsBits;
  it.each([
    ['see the channel', ViewChannel, { content: 'c' }, 50001],
    ['send messages', SendMessages, { content: 'c' }, 50013],
    ['embed links', EmbedLinks, { embeds: [{ title: 't' }] }, 50013],
  ])('refuses a message without the permission to %s, until it is given back', async (_, bit, body, code) => {
    const { discord, request, channelId } = await openStage();
    const path = `/channels/${channelId}/messages`;
    discord.revokeBotPermissions(channelId, bit);
    expect(await request('POST', path, body)).toMatchObject({ status: 403, body: { code } });
    discord.grantBotPermissions(channelId, bit);
    expect((await request('POST', path, body)).status).toBe(200);
  });

  it('refuses files without the permission to attach them', async () => {
    const { discord, logIn, channelId } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    discord.revokeBotPermissions(channelId, AttachFiles);
    const file = { attachment: Buffer.from('x'), name: 'x.txt' };
    await expect(channel.send({ content: 'c', files: [file] })).rejects.toMatchObject({ code: 50013 });
  });

  it('refuses a reply without the permission to read the history, and shows none', async () => {
    const { discord, request, channelId, ada } = await openStage();
    const { id } = discord.postMessage({ channelId, authorId: ada, content: 'x' });
    discord.revokeBotPermissions(channelId, ReadMessageHistory);
    const path = `/channels/${channelId}/messages`;
    const reply = { content: 'c', message_reference: { message_id: id } };
    expect((await request('POST', path, reply)).body).toMatchObject({ code: 160002 });
    expect((await request('GET', path)).body).toEqual([]);
    expect((await request('GET', `${path}/${id}`)).body).toMatchObject({ code: 50013 });
  });

  it('shows the client what it may do, as it changes', async () => {
    const { discord, logIn, channelId } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel || channel.isDMBased() || !('permissionsFor' in channel)) throw new Error('no channel');
    expect(channel.permissionsFor(client.user)?.has(SendMessages)).toBe(true);
    const updated = new Promise((resolve) => client.once('channelUpdate', resolve));
    discord.revokeBotPermissions(channelId, SendMessages);
    await updated;
    expect(channel.permissionsFor(client.user)?.has(SendMessages)).toBe(false);
  });

  it('hides what happens in a channel that the bot cannot see', async () => {
    const { discord, logIn, channelId, ada } = await openStage();
    const client = await logIn();
    const heard: string[] = [];
    client.on('messageCreate', (message) => heard.push(message.id));
    const say = () =>
      discord.postMessage({ channelId, authorId: ada, content: 'x', mentions: [discord.botId] }).id;
    discord.revokeBotPermissions(channelId, ViewChannel);
    say();
    discord.grantBotPermissions(channelId, ViewChannel);
    const seen = say();
    await vi.waitFor(() => {
      expect(heard).toEqual([seen]);
    });
  });

  it('says in an interaction what the bot may do there', async () => {
    const { discord, logIn, channelId, ada } = await openStage();
    const client = await logIn();
    await client.application.commands.set([{ name: 'ask', description: 'd' }]);
    discord.revokeBotPermissions(channelId, EmbedLinks);
    const sent = discord.awaitEvent('interaction');
    discord.runCommand({ userId: ada, channelId, name: 'ask' });
    const permissions = BigInt((await sent).payload.app_permissions);
    expect([permissions & EmbedLinks, permissions & SendMessages]).toEqual([0n, SendMessages]);
    discord.revokeBotPermissions(channelId, ViewChannel);
    const again = discord.awaitEvent('interaction');
    discord.runCommand({ userId: ada, channelId, name: 'ask' });
    expect((await again).payload.app_permissions).toBe('0');
  });
});
