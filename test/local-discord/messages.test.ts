import { AttachmentBuilder, Events, GatewayIntentBits, PermissionFlagsBits, type Message } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { openStage } from './open-stage.ts';

function nextMessage(client: {
  once(event: Events.MessageCreate, run: (message: Message) => void): unknown;
}) {
  return new Promise<Message>((resolve) => client.once(Events.MessageCreate, resolve));
}

describe('messages', () => {
  it('carries a mention to the bot and its reply to everybody', async () => {
    const { discord, logIn, ada, ben, channelId } = await openStage();
    const client = await logIn();
    client.on(Events.MessageCreate, (message) => {
      if (!message.author.bot && message.mentions.has(client.user)) void message.reply('pong');
    });
    const replied = discord.awaitEvent('messageCreate', {
      where: (event) => event.message.author.id === discord.botId,
    });
    const ping = discord.postMessage({
      channelId,
      authorId: ada,
      content: 'ping',
      mentions: [discord.botId],
    });
    const { message, viewerId } = await replied;
    expect(viewerId).toBeNull();
    expect(message).toMatchObject({ content: 'pong', type: 19, message_reference: { message_id: ping.id } });
    expect(message.mentions.map((user) => user.id)).toEqual([ada]);
    expect(discord.listMessages(channelId, ben).map((seen) => seen.content)).toEqual([
      `<@${discord.botId}> ping`,
      'pong',
    ]);
  });

  it('keeps what people write from a bot without the message content intent', async () => {
    const { discord, logIn, ada, channelId } = await openStage();
    const client = await logIn();
    const first = nextMessage(client);
    const plain = discord.postMessage({ channelId, authorId: ada, content: 'not for you' });
    expect((await first).content).toBe('');
    const second = nextMessage(client);
    discord.postMessage({ channelId, authorId: ada, content: 'for you', mentions: [discord.botId] });
    expect((await second).content).toBe(`<@${discord.botId}> for you`);
    const channel = await client.channels.fetch(channelId);
    const fetched = channel?.isTextBased()
      ? await channel.messages.fetch({ message: plain.id, force: true })
      : null;
    expect(fetched?.content).toBe('');
  });

  it('shows everything to a bot with the message content intent', async () => {
    const { discord, logIn, ada, channelId } = await openStage({
      privilegedIntents: { messageContent: true },
    });
    const client = await logIn({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
    });
    const received = nextMessage(client);
    discord.postMessage({ channelId, authorId: ada, content: 'for all' });
    expect((await received).content).toBe('for all');
  });

  it('shows direct messages whole, and answers in the same channel', async () => {
    const { discord, logIn, ada, ben } = await openStage();
    const client = await logIn();
    client.on(Events.MessageCreate, (message) => {
      if (!message.author.bot) void message.reply(`You said ${message.content}`);
    });
    const channelId = discord.openDirectMessage(ada);
    const replied = discord.awaitEvent('messageCreate', {
      where: (event) => event.message.author.id === discord.botId,
    });
    discord.postMessage({ channelId, authorId: ada, content: 'hello' });
    expect((await replied).message.content).toBe('You said hello');
    expect((await replied).guildId).toBeNull();
    expect((await client.users.createDM(ada)).id).toBe(channelId);
    expect(() => discord.listMessages(channelId, ben)).toThrow('cannot see');
  });

  it('refuses a direct message to somebody who takes none', async () => {
    const { discord, logIn } = await openStage();
    const client = await logIn();
    const shy = discord.createUser({ name: 'Shy', acceptsDirectMessages: false });
    await expect(client.users.send(shy.id, 'hello')).rejects.toMatchObject({ code: 50007 });
  });

  it('shows edits and deletions to both sides', async () => {
    const { discord, logIn, ada, channelId } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    const own = await channel.send('first');
    const updated = discord.awaitEvent('messageUpdate');
    await own.edit('second');
    expect((await updated).message).toMatchObject({ id: own.id, content: 'second' });
    expect((await updated).message.edited_timestamp).not.toBeNull();

    const posted = nextMessage(client);
    const theirs = discord.postMessage({ channelId, authorId: ada, content: 'x', mentions: [discord.botId] });
    await posted;
    const edited = new Promise<string>((resolve) => {
      client.once(Events.MessageUpdate, (_, after) => {
        resolve(after.content);
      });
    });
    discord.editMessage({ messageId: theirs.id, userId: ada, content: `<@${discord.botId}> y` });
    expect(await edited).toBe(`<@${discord.botId}> y`);

    const deleted = new Promise((resolve) => client.once(Events.MessageDelete, resolve));
    discord.deleteMessage({ messageId: theirs.id, userId: ada });
    await deleted;
    await own.delete();
    expect(discord.listMessages(channelId, ada)).toEqual([]);
    await expect(own.edit('third')).rejects.toMatchObject({ code: 10008 });
    expect(() => {
      discord.deleteMessage({ messageId: own.id, userId: ada });
    }).toThrow('There is no message');
  });

  it('lets nobody edit or delete what is not theirs', async () => {
    const { discord, request, ada, ben, channelId } = await openStage();
    const { id } = discord.postMessage({ channelId, authorId: ada, content: 'mine' });
    expect(() => discord.editMessage({ messageId: id, userId: ben, content: 'no' })).toThrow('author');
    expect(() => {
      discord.deleteMessage({ messageId: id, userId: ben });
    }).toThrow('moderator');
    const path = `/channels/${channelId}/messages/${id}`;
    expect((await request('PATCH', path, { content: 'no' })).body).toMatchObject({ code: 50005 });
    expect((await request('DELETE', path)).body).toMatchObject({ code: 50013 });
    const moderator = discord.createUser({ name: 'Mod', permissions: PermissionFlagsBits.ManageMessages });
    discord.deleteMessage({ messageId: id, userId: moderator.id });
    expect(discord.listMessages(channelId, ada)).toEqual([]);
  });

  it('shows who is typing', async () => {
    const { discord, logIn, ada, channelId } = await openStage();
    const client = await logIn({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessageTyping],
    });
    const heard = new Promise<string>((resolve) => {
      client.once(Events.TypingStart, (typing) => {
        resolve(typing.user.id);
      });
    });
    discord.startTyping({ userId: ada, channelId });
    expect(await heard).toBe(ada);
    const seen = discord.awaitEvent('typing');
    const channel = client.channels.cache.get(channelId);
    if (channel?.isSendable()) await channel.sendTyping();
    expect(await seen).toEqual({ channelId, guildId: discord.guild.id, userId: discord.botId });
  });

  it('marks webhooks and other bots as such', async () => {
    const { discord, logIn, channelId } = await openStage();
    const client = await logIn();
    const first = nextMessage(client);
    discord.postWebhookMessage({ channelId, name: 'Feed', content: 'news' });
    expect((await first).webhookId).not.toBeNull();
    const bot = discord.createUser({ name: 'Other', bot: true });
    const second = nextMessage(client);
    discord.postMessage({ channelId, authorId: bot.id, content: 'beep' });
    expect((await second).author.bot).toBe(true);
  });

  it('returns the earlier message for an enforced nonce, and a new one without enforcement', async () => {
    const { discord, logIn, ada, channelId } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    const first = await channel.send({ content: 'one', nonce: '42', enforceNonce: true });
    const again = await channel.send({ content: 'two', nonce: '42', enforceNonce: true });
    expect(again.id).toBe(first.id);
    const other = await channel.send({ content: 'three', nonce: '42' });
    expect(other.id).not.toBe(first.id);
    expect(discord.listMessages(channelId, ada).map((message) => message.content)).toEqual(['one', 'three']);
  });

  it('forgets a nonce after some minutes', async () => {
    let nowMs = Date.now();
    const { request, channelId } = await openStage({ clock: { now: () => nowMs } });
    const path = `/channels/${channelId}/messages`;
    const body = { content: 'once', nonce: 'n', enforce_nonce: true };
    const first = await request('POST', path, body);
    nowMs += 10 * 60_000;
    expect((await request('POST', path, body)).body.id).not.toBe(first.body.id);
  });

  it('keeps files in memory and serves them', async () => {
    const { discord, logIn, ada, channelId } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    const file = new AttachmentBuilder(Buffer.from('a,b\n1,2\n'), {
      name: 'tåble.csv',
      description: 'a table',
    });
    const sent = await channel.send({ content: 'here', files: [file] });
    const attachment = sent.attachments.first();
    expect(attachment).toMatchObject({ size: 8, description: 'a table' });
    const [seen] = discord.listMessages(channelId, ada);
    const response = await fetch(seen?.attachments[0]?.url ?? '');
    expect(await response.text()).toBe('a,b\n1,2\n');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const edited = await sent.edit({ content: 'gone', attachments: [] });
    expect(edited.attachments.size).toBe(0);
  });

  it('refuses a file that is too large', async () => {
    const { logIn, channelId } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    const tooLarge = new AttachmentBuilder(Buffer.alloc(10 * 1024 * 1024 + 1), { name: 'large.bin' });
    await expect(channel.send({ files: [tooLarge] })).rejects.toMatchObject({ code: 40005, status: 413 });
    const request = Array.from(
      { length: 3 },
      (_, index) => new AttachmentBuilder(Buffer.alloc(9 * 1024 * 1024), { name: `${index}.bin` }),
    );
    await expect(channel.send({ files: request })).rejects.toMatchObject({ code: 40005, status: 413 });
  });

  it('lists messages newest first, and pages through them', async () => {
    const { discord, logIn, ada, channelId } = await openStage();
    const ids = ['a', 'b', 'c', 'd'].map(
      (content) => discord.postMessage({ channelId, authorId: ada, content }).id,
    );
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isTextBased()) throw new Error('no channel');
    const before = await channel.messages.fetch({ limit: 2, before: ids[3] ?? '' });
    expect([...before.keys()]).toEqual([ids[2], ids[1]]);
    const after = await channel.messages.fetch({ limit: 2, after: ids[0] ?? '' });
    expect([...after.keys()]).toEqual([ids[2], ids[1]]);
  });
});
