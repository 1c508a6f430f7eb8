import { ChannelType, Events, PermissionFlagsBits, ThreadAutoArchiveDuration } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { openStage } from './open-stage.ts';

describe('threads', () => {
  it('starts one from a message, once, under the id of the message', async () => {
    const { discord, logIn, request, ada, channelId } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (channel?.type !== ChannelType.GuildText) throw new Error('no channel');
    const message = await channel.send('question');
    const thread = await message.startThread({
      name: 'Answers',
      autoArchiveDuration: ThreadAutoArchiveDuration.OneHour,
    });
    expect([thread.id, thread.parentId, thread.ownerId]).toEqual([message.id, channelId, discord.botId]);
    await thread.send('inside');
    expect(discord.listMessages(thread.id, ada).map((seen) => seen.content)).toEqual(['inside']);
    const [starter] = discord.listMessages(channelId, ada);
    expect(starter?.thread?.id).toBe(thread.id);
    const again = await request('POST', `/channels/${channelId}/messages/${message.id}/threads`, {
      name: 'n',
    });
    expect(again.body).toMatchObject({ code: 160004 });
    await expect(channel.threads.create({ name: 'x'.repeat(101) })).rejects.toMatchObject({ code: 50035 });
  });

  it('starts one without a message, and shows those of people to the bot', async () => {
    const { discord, logIn, ada, channelId } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (channel?.type !== ChannelType.GuildText) throw new Error('no channel');
    const own = await channel.threads.create({ name: 'Own', type: ChannelType.PublicThread });
    expect(own.type).toBe(ChannelType.PublicThread);
    const created = new Promise<string>((resolve) => {
      client.once(Events.ThreadCreate, (thread) => {
        resolve(thread.name);
      });
    });
    const { id: messageId } = discord.postMessage({ channelId, authorId: ada, content: 'x' });
    discord.startThread({ userId: ada, channelId, name: 'Theirs', messageId });
    expect(await created).toBe('Theirs');
    const later = await logIn();
    expect(later.channels.cache.get(messageId)?.isThread()).toBe(true);
  });

  it('reopens when somebody writes, unless it is locked', async () => {
    const { discord, request, ada, channelId } = await openStage();
    const { id } = discord.startThread({ userId: ada, channelId, name: 'Talk' });
    const path = `/channels/${id}/messages`;
    const { body: first } = await request('POST', path, { content: 'one' });
    discord.setThreadState(id, { archived: true });
    const edit = () => request('PATCH', `${path}/${String(first.id)}`, { content: 'two' });
    expect((await edit()).body).toMatchObject({ code: 50083 });
    expect((await request('POST', `/channels/${id}/typing`)).body).toMatchObject({ code: 50083 });
    const { body: three } = await request('POST', path, { content: 'three' });
    expect(discord.listChannels().find((channel) => channel.id === id)).toMatchObject({
      thread_metadata: { archived: false },
    });
    expect((await edit()).status).toBe(200);
    discord.setThreadState(id, { archived: true });
    expect((await request('DELETE', `${path}/${String(three.id)}`)).status).toBe(204);
    discord.setThreadState(id, { archived: true, locked: true });
    expect((await request('POST', path, { content: 'four' })).body).toMatchObject({ code: 50083 });
    expect(() => discord.postMessage({ channelId: id, authorId: ada, content: 'five' })).toThrow('locked');
    expect((await request('DELETE', `${path}/${String(first.id)}`)).body).toMatchObject({ code: 50083 });
  });

  it('is closed to all but moderators while it is locked', async () => {
    const { discord, logIn, request, ada: userId, channelId } = await openStage();
    await (await logIn()).application.commands.set([{ name: 'ask', description: 'd' }]);
    const moderator = discord.createUser({ name: 'Mod', permissions: PermissionFlagsBits.ManageThreads }).id;
    const { id } = discord.startThread({ userId, channelId, name: 'Talk' });
    const path = `/channels/${id}/messages`;
    const { body: first } = await request('POST', path, { content: 'one' });
    const opened = discord.awaitEvent('interaction');
    const asking = discord.runCommand({ userId, channelId: id, name: 'ask' });
    const { token } = (await opened).payload;
    discord.setThreadState(id, { locked: true });
    expect((await request('POST', path, { content: 'two' })).body).toMatchObject({ code: 160005 });
    const edit = { content: 'three' };
    expect((await request('PATCH', `${path}/${String(first.id)}`, edit)).body).toMatchObject({
      code: 160005,
    });
    await request('POST', `/interactions/${asking.id}/${token}/callback`, { type: 5 });
    const webhook = `/webhooks/${discord.applicationId}/${token}`;
    expect((await request('PATCH', `${webhook}/messages/@original`, edit)).body).toMatchObject({
      code: 160005,
    });
    expect((await request('DELETE', `${webhook}/messages/@original`)).status).toBe(204);
    expect((await request('POST', webhook, { ...edit, flags: 64 })).body).toMatchObject({ code: 160005 });
    expect(() => discord.postMessage({ channelId: id, authorId: userId, content: 'four' })).toThrow('locked');
    expect(() => discord.runCommand({ userId, channelId: id, name: 'ask' })).toThrow('locked');
    discord.postMessage({ channelId: id, authorId: moderator, content: 'five' });
    expect((await request('DELETE', `${path}/${String(first.id)}`)).status).toBe(204);
    discord.grantBotPermissions(channelId, PermissionFlagsBits.ManageThreads);
    expect((await request('POST', path, { content: 'six' })).status).toBe(200);
  });

  it('needs a permission of its own to write in', async () => {
    const { discord, request, ada, channelId } = await openStage();
    const { id } = discord.startThread({ userId: ada, channelId, name: 'Talk' });
    discord.revokeBotPermissions(channelId, PermissionFlagsBits.SendMessages);
    expect((await request('POST', `/channels/${id}/messages`, { content: 'c' })).status).toBe(200);
    discord.revokeBotPermissions(channelId, PermissionFlagsBits.SendMessagesInThreads);
    expect((await request('POST', `/channels/${id}/messages`, { content: 'c' })).body).toMatchObject({
      code: 50013,
    });
    discord.revokeBotPermissions(channelId, PermissionFlagsBits.CreatePublicThreads);
    const start = { name: 'n', type: ChannelType.PublicThread };
    expect((await request('POST', `/channels/${channelId}/threads`, start)).body).toMatchObject({
      code: 50013,
    });
  });

  it('lets the bot archive its own threads, and others only with the permission', async () => {
    const { discord, logIn, request, ada, channelId } = await openStage();
    const client = await logIn();
    const channel = client.channels.cache.get(channelId);
    if (channel?.type !== ChannelType.GuildText) throw new Error('no channel');
    const own = await channel.threads.create({ name: 'Own', type: ChannelType.PublicThread });
    await own.setArchived(true);
    expect(own.archived).toBe(true);
    await expect(own.setName('Renamed')).rejects.toMatchObject({ code: 50083 });
    const theirs = discord.startThread({ userId: ada, channelId, name: 'Theirs' });
    const archive = () => request('PATCH', `/channels/${theirs.id}`, { archived: true });
    expect((await archive()).body).toMatchObject({ code: 50013 });
    discord.grantBotPermissions(channelId, PermissionFlagsBits.ManageThreads);
    expect((await archive()).status).toBe(200);
  });

  it('takes no commands and no clicks once it is archived', async () => {
    const { discord, logIn, ada: userId, channelId } = await openStage();
    const client = await logIn();
    await client.application.commands.set([{ name: 'ask', description: 'd' }]);
    const { id } = discord.startThread({ userId, channelId, name: 'Talk' });
    discord.setThreadState(id, { archived: true });
    expect(() => discord.runCommand({ userId, channelId: id, name: 'ask' })).toThrow('archived');
  });

  it('is none in direct messages', async () => {
    const { discord, request, ada } = await openStage();
    const direct = discord.openDirectMessage(ada);
    expect((await request('POST', `/channels/${direct}/threads`, { name: 'n' })).body).toMatchObject({
      code: 50003,
    });
  });
});
