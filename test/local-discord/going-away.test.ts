import { once } from 'node:events';
import { Events, type Client } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openPerson } from './open-person.ts';
import { openStage } from './open-stage.ts';

/** A command that the bot has not responded to yet. */
async function openCommand(discord: LocalDiscord, client: Client<true>, userId: string, channelId: string) {
  await client.application.commands.set([{ name: 'ask', description: 'd' }]);
  const opened = discord.awaitEvent('interaction');
  const { id } = discord.runCommand({ userId, channelId, name: 'ask' });
  const { token } = (await opened).payload;
  return {
    callback: `/interactions/${id}/${token}/callback`,
    webhook: `/webhooks/${client.user.id}/${token}`,
  };
}

describe('a deleted channel', () => {
  it('is told to the bot and to people who saw it, and unknown from then on, with all in it', async () => {
    const { discord, logIn, request, ada, ben } = await openStage();
    const client = await logIn();
    const { id } = discord.createChannel({ name: 'short-lived' });
    await expect.poll(() => client.channels.cache.has(id)).toBe(true);
    const { id: messageId } = discord.postMessage({ channelId: id, authorId: ada, content: 'x' });
    const thread = discord.startThread({ userId: ada, channelId: id, name: 'In it' });
    await expect.poll(() => client.channels.cache.has(thread.id)).toBe(true);
    const person = openPerson(discord, ben);
    await person.logIn();
    const told = once(client, Events.ChannelDelete);
    discord.deleteChannel(id);
    await told;
    expect([client.channels.cache.has(id), client.channels.cache.has(thread.id)]).toEqual([false, false]);
    expect(await person.awaitDispatch('CHANNEL_DELETE')).toMatchObject({
      id,
      guild_id: discord.guild.id,
      name: 'short-lived',
    });
    const unknown = { status: 404, body: { code: 10003 } };
    expect(await request('POST', `/channels/${id}/messages`, { content: 'y' })).toMatchObject(unknown);
    expect(await request('POST', `/channels/${id}/typing`)).toMatchObject(unknown);
    expect(await request('GET', `/channels/${id}/messages?limit=5`)).toMatchObject(unknown);
    expect(await request('DELETE', `/channels/${id}/messages/${messageId}`)).toMatchObject(unknown);
    expect(await request('GET', `/channels/${thread.id}`)).toMatchObject(unknown);
    expect(() => discord.postMessage({ channelId: id, authorId: ada, content: 'z' })).toThrow('no channel');
    expect(() => discord.runCommand({ userId: ada, channelId: id, name: 'ask' })).toThrow('no channel');
    expect(discord.listChannels().map(({ name }) => name)).toEqual(['general']);
  });

  it('takes the response to a command with it', async () => {
    const { discord, logIn, request, ada } = await openStage();
    const client = await logIn();
    const { id } = discord.createChannel({ name: 'short-lived' });
    const early = await openCommand(discord, client, ada, id);
    expect((await request('POST', early.callback, { type: 5 })).status).toBe(204);
    const late = await openCommand(discord, client, ada, id);
    discord.deleteChannel(id);
    const edit = await request('PATCH', `${early.webhook}/messages/@original`, { content: 'x' });
    expect(edit).toMatchObject({ status: 404, body: { code: 10008 } });
    const further = await request('POST', early.webhook, { content: 'x', flags: 64 });
    expect(further).toMatchObject({ status: 404, body: { code: 10003 } });
    expect((await request('POST', late.callback, { type: 5 })).body).toMatchObject({ code: 10003 });
  });
});

describe('a deleted thread', () => {
  it('is told by its ids, and its messages are gone', async () => {
    const { discord, logIn, request, ada, channelId } = await openStage();
    const client = await logIn();
    const person = openPerson(discord, ada);
    await person.logIn();
    const { id } = discord.startThread({ userId: ada, channelId, name: 'Talk' });
    await expect.poll(() => client.channels.cache.has(id)).toBe(true);
    const told = once(client, Events.ThreadDelete);
    discord.deleteChannel(id);
    await told;
    expect(client.channels.cache.has(id)).toBe(false);
    expect(await person.awaitDispatch('THREAD_DELETE')).toEqual({
      id,
      guild_id: discord.guild.id,
      parent_id: channelId,
      type: 11,
    });
    expect((await request('POST', `/channels/${id}/messages`, { content: 'x' })).body).toMatchObject({
      code: 10003,
    });
    expect(() => {
      discord.deleteChannel(id);
    }).toThrow('no text channel');
  });
});

describe('a bot that is kicked', () => {
  it('is told so, hears no more of the server, and may do nothing in it', async () => {
    const { discord, logIn, request, ada, channelId } = await openStage();
    const client = await logIn();
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    const told = once(client, Events.GuildDelete);
    discord.kickBot();
    await told;
    expect(client.guilds.cache.size).toBe(0);
    discord.postMessage({ channelId, authorId: ada, content: `<@${discord.botId}> lost` });
    discord.createChannel({ name: 'unheard-of' });
    const refused = { status: 403, body: { code: 50001 } };
    expect(await request('POST', `/channels/${channelId}/messages`, { content: 'x' })).toMatchObject(refused);
    expect(await request('GET', `/guilds/${discord.guild.id}`)).toMatchObject(refused);
    // With nobody whom it shares a server with can it talk.
    const { body: direct } = await request('POST', '/users/@me/channels', { recipient_id: ada });
    const path = `/channels/${String(direct.id)}/messages`;
    expect((await request('POST', path, { content: 'x' })).body).toMatchObject({ code: 50278 });
    expect((await logIn()).guilds.cache.size).toBe(0);
    discord.inviteBot();
    await expect.poll(() => client.guilds.cache.get(discord.guild.id)?.channels.cache.size).toBe(2);
    discord.postMessage({ channelId, authorId: ada, content: `<@${discord.botId}> found` });
    await expect.poll(() => heard).toEqual([`<@${discord.botId}> found`]);
    expect((await request('POST', path, { content: 'x' })).status).toBe(200);
  });

  it('can be used by nobody there, and is gone for people, too', async () => {
    const { discord, logIn, request, ada, channelId } = await openStage();
    const client = await logIn();
    const person = openPerson(discord, ada);
    await person.logIn();
    const open = await openCommand(discord, client, ada, channelId);
    const asked = await request('POST', open.callback, {
      type: 4,
      data: {
        content: 'x',
        components: [{ type: 1, components: [{ type: 2, style: 2, label: 'b', custom_id: 'b' }] }],
      },
    });
    expect(asked.status).toBe(204);
    const messageId = discord.listMessages(channelId, ada).at(-1)?.id ?? '';
    discord.kickBot();
    expect(await person.awaitDispatch('GUILD_MEMBER_REMOVE')).toMatchObject({ user: { id: discord.botId } });
    expect(() => discord.runCommand({ userId: ada, channelId, name: 'ask' })).toThrow('not in this server');
    expect(() => discord.clickButton({ userId: ada, messageId, customId: 'b' })).toThrow(
      'not in this server',
    );
    const index = await person.request('GET', `/channels/${channelId}/application-command-index`);
    expect(index.body).toMatchObject({ application_commands: [] });
    // Not documented; a bot that somebody installed for themselves answers in servers that it is not in, too.
    const edit = await request('PATCH', `${open.webhook}/messages/@original`, { content: 'y' });
    expect(edit.status).toBe(200);
  });
});

describe('a zombie of a connection', () => {
  it('is silent, and what it kept comes when the client resumes over another', async () => {
    const { discord, logIn, ada, channelId } = await openStage({ heartbeatIntervalMs: 300 });
    const client = await logIn();
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    const before = discord.identifies;
    const resumed = once(client, Events.ShardResume);
    discord.silenceGateway();
    discord.postMessage({ channelId, authorId: ada, content: `<@${discord.botId}> kept` });
    expect(heard).toEqual([]);
    await resumed;
    await expect.poll(() => heard).toEqual([`<@${discord.botId}> kept`]);
    expect(discord.identifies).toBe(before);
  });
});
