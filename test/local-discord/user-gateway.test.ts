import { describe, expect, it } from 'vitest';
import { openPerson } from './open-person.ts';
import { openStage } from './open-stage.ts';

describe("a person's gateway session", () => {
  it('begins with everything there is: guilds whole, presences, direct messages', async () => {
    const { discord, ada, logIn } = await openStage();
    const directId = discord.openDirectMessage(ada);
    discord.startThread({ userId: ada, channelId: discord.listChannels()[0]?.id ?? '', name: 'Talk' });
    const person = openPerson(discord, ada);
    const before = await person.logIn();
    expect(before).toMatchObject({
      user: { id: ada },
      guilds: [
        {
          id: discord.guild.id,
          channels: [{ name: 'general' }],
          threads: [{ name: 'Talk' }],
          presences: [{ user: { id: discord.botId }, status: 'offline' }],
        },
      ],
      private_channels: [{ id: directId, recipients: [{ id: discord.botId }] }],
      resume_gateway_url: discord.gatewayUrl,
    });
    const [guild] = before.guilds as { members: unknown[] }[];
    expect(guild?.members).toHaveLength(4);

    await logIn();
    const online = await person.awaitDispatch('PRESENCE_UPDATE');
    expect(online).toMatchObject({
      user: { id: discord.botId },
      guild_id: discord.guild.id,
      status: 'online',
    });
  });

  it('is refused without a token of somebody', async () => {
    const { discord, ada } = await openStage();
    const person = openPerson(discord, ada);
    person.connect({ op: 2, d: { token: 'x', properties: {} } });
    expect(await person.awaitClose()).toBe(4004);
  });

  it('tells of messages, edits and deletions, with the guild and the member', async () => {
    const { discord, ada, ben, channelId } = await openStage();
    const person = openPerson(discord, ada);
    await person.logIn();
    const { id } = discord.postMessage({ authorId: ben, channelId, content: `Hello <@${ada}>` });
    expect(await person.awaitDispatch('MESSAGE_CREATE')).toMatchObject({
      id,
      guild_id: discord.guild.id,
      content: `Hello <@${ada}>`,
      member: { joined_at: expect.any(String) as string },
      mentions: [{ id: ada, member: { roles: [] } }],
    });
    discord.editMessage({ messageId: id, userId: ben, content: 'Bye' });
    expect(await person.awaitDispatch('MESSAGE_UPDATE')).toMatchObject({ id, content: 'Bye' });
    discord.deleteMessage({ messageId: id, userId: ben });
    expect(await person.awaitDispatch('MESSAGE_DELETE')).toEqual({
      id,
      channel_id: channelId,
      guild_id: discord.guild.id,
    });
  });

  it('tells who is typing, but nobody that they are themselves', async () => {
    const { discord, ada, ben, channelId } = await openStage();
    const [first, second] = [openPerson(discord, ada), openPerson(discord, ben)];
    await Promise.all([first.logIn(), second.logIn()]);
    await first.request('POST', `/channels/${channelId}/typing`);
    expect(await second.awaitDispatch('TYPING_START')).toMatchObject({ user_id: ada, channel_id: channelId });
    discord.postMessage({ authorId: ben, channelId, content: 'Hi' });
    await first.awaitDispatch('MESSAGE_CREATE');
    expect(first.dispatches.map(({ t }) => t)).not.toContain('TYPING_START');
  });

  it("keeps direct messages from everybody else's clients", async () => {
    const { discord, ada, ben, channelId } = await openStage();
    const [first, second] = [openPerson(discord, ada), openPerson(discord, ben)];
    await Promise.all([first.logIn(), second.logIn()]);
    const directId = discord.openDirectMessage(ada);
    discord.postMessage({ authorId: ada, channelId: directId, content: 'A secret' });
    expect(await first.awaitDispatch('CHANNEL_CREATE')).toMatchObject({ id: directId, type: 1 });
    await first.awaitDispatch('MESSAGE_CREATE');
    discord.postMessage({ authorId: ada, channelId, content: 'For all' });
    await second.awaitDispatch('MESSAGE_CREATE');
    expect(JSON.stringify(second.frames)).not.toContain('secret');
    expect(second.dispatches.map(({ t }) => t)).toEqual(['READY', 'MESSAGE_CREATE']);
  });

  it('tells of channels, threads, members and commands', async () => {
    const { discord, ada, channelId, request } = await openStage();
    const person = openPerson(discord, ada);
    await person.logIn();
    discord.createChannel({ name: 'news' });
    expect(await person.awaitDispatch('CHANNEL_CREATE')).toMatchObject({ name: 'news' });
    const thread = discord.startThread({ userId: ada, channelId, name: 'Talk' });
    expect(await person.awaitDispatch('THREAD_CREATE')).toMatchObject({ id: thread.id, newly_created: true });
    discord.setThreadState(thread.id, { archived: true });
    expect(await person.awaitDispatch('THREAD_UPDATE')).toMatchObject({
      thread_metadata: { archived: true },
    });
    discord.createUser({ name: 'Eve' });
    expect(await person.awaitDispatch('GUILD_MEMBER_ADD')).toMatchObject({ user: { username: 'eve' } });
    const command = { name: 'ask', description: 'Asks' };
    await request('POST', `/applications/${discord.applicationId}/commands`, command);
    const update = await person.awaitDispatch('GUILD_APPLICATION_COMMAND_INDEX_UPDATE');
    expect(update).toEqual({ guild_id: discord.guild.id });
  });

  it('is resumed with what was missed, by its own person only', async () => {
    const { discord, ada, ben, channelId } = await openStage();
    const person = openPerson(discord, ada);
    const { session_id: sessionId } = await person.logIn();
    person.leave();
    await person.awaitClose();
    discord.postMessage({ authorId: ben, channelId, content: 'Missed' });
    const resume = { op: 6, d: { token: person.token, session_id: sessionId, seq: 1 } };

    const thief = openPerson(discord, ben);
    thief.connect({ op: 6, d: { ...resume.d, token: thief.token } });
    expect(await thief.awaitFrame(9)).toMatchObject({ d: false });

    person.connect(resume);
    await person.awaitDispatch('RESUMED');
    expect(person.dispatches.map(({ t, s }) => [t, s])).toEqual([
      ['MESSAGE_CREATE', 2],
      ['RESUMED', 3],
    ]);
  });

  it('beats, and is told so even where the bot is left alone', async () => {
    const { discord, ada } = await openStage();
    const person = openPerson(discord, ada);
    await person.logIn();
    discord.stopHeartbeatAcks();
    person.send({ op: 1, d: 1 });
    expect(await person.awaitFrame(11)).toMatchObject({ d: null });
  });

  it('stays while the connections of the bot are dropped, closed and declared invalid', async () => {
    const { discord, ada, channelId, logIn } = await openStage();
    const person = openPerson(discord, ada);
    await person.logIn();
    await logIn();
    const { length } = person.dispatches;
    discord.dropGateway();
    await person.awaitDispatch('PRESENCE_UPDATE', ({ status }) => status === 'offline');
    expect(person.dispatches.length).toBeGreaterThan(length);
    discord.requestReconnect();
    discord.invalidateSession();
    discord.closeGateway(4009, 'Timed out.');
    discord.postMessage({ authorId: ada, channelId, content: 'Still here' });
    await person.awaitDispatch('MESSAGE_CREATE');
    expect(person.closeCode).toBeNull();
    expect(person.frames.map(({ op }) => op)).not.toContain(9);
    expect(person.frames.map(({ op }) => op)).not.toContain(7);
  });

  it('does not count as the bot being there', async () => {
    const { discord, ada } = await openStage();
    await openPerson(discord, ada).logIn();
    expect(discord.isBotOnline).toBe(false);
  });
});
