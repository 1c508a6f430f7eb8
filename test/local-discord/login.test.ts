import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApplicationFlags, Events, GatewayIntentBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { startLocalDiscord } from '../../src/local-discord/start-local-discord.ts';
import { createClient, openStage } from './open-stage.ts';

describe('logging in', () => {
  it('lets the unmodified client in and shows it its guilds and channels', async () => {
    const { logIn, discord, channelId } = await openStage({
      botName: 'Sage',
      guilds: [
        { name: 'Readers', channels: [{ name: 'questions', topic: 'Ask here' }, 'off-topic'] },
        { name: 'Writers' },
      ],
    });
    const client = await logIn();
    expect(client.user.username).toBe('Sage');
    expect(client.application.id).toBe(discord.applicationId);
    expect(client.guilds.cache.map((guild) => guild.name)).toEqual(['Readers', 'Writers']);
    const channel = client.channels.cache.get(channelId);
    expect(channel?.isTextBased() && 'topic' in channel ? channel.topic : null).toBe('Ask here');
    expect(discord.isBotOnline).toBe(true);
  });

  it('tells people when the bot comes and goes', async () => {
    const { logIn, discord } = await openStage();
    const online: boolean[] = [];
    discord.events.on('presence', (event) => online.push(event.online));
    const client = await logIn();
    const gone = discord.awaitEvent('presence');
    await client.destroy();
    await gone;
    expect(online).toEqual([true, false]);
  });

  it('refuses a wrong token', async () => {
    const { discord, request } = await openStage();
    await expect(createClient(discord).login('wrong.token.here')).rejects.toMatchObject({
      code: 'TokenInvalid',
    });
    const answer = await request('GET', '/users/@me', undefined, 'wrong');
    expect(answer).toMatchObject({ status: 401, body: { message: '401: Unauthorized', code: 0 } });
  });

  it('refuses a privileged intent whose switch is off', async () => {
    const { discord } = await openStage();
    const client = createClient(discord, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent],
    });
    await expect(client.login(discord.botToken)).rejects.toThrow('disallowed intents');
    await client.destroy();
  });

  it('grants a privileged intent whose switch is on, and shows it in the flags of the application', async () => {
    const { logIn } = await openStage({ privilegedIntents: { messageContent: true } });
    const client = await logIn({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent] });
    const application = await client.application.fetch();
    expect(application.flags.has(ApplicationFlags.GatewayMessageContentLimited)).toBe(true);
    expect(application.flags.has(ApplicationFlags.GatewayGuildMembersLimited)).toBe(false);
  });

  it('shows guilds, channels and roles that are made later', async () => {
    const { logIn, discord } = await openStage();
    const client = await logIn();
    const created = new Promise((resolve) => client.once(Events.ChannelCreate, resolve));
    const channel = discord.createChannel({ name: 'later' });
    const role = discord.createRole({ name: 'readers' });
    await created;
    const guild = await client.guilds.fetch(discord.guild.id);
    expect(guild.channels.cache.get(channel.id)?.name).toBe('later');
    expect(guild.roles.cache.get(role.id)?.name ?? (await guild.roles.fetch(role.id))?.name).toBe('readers');
  });

  it('gives members and users over REST', async () => {
    const { logIn, discord, ada } = await openStage();
    const client = await logIn();
    const guild = await client.guilds.fetch(discord.guild.id);
    expect((await guild.members.fetch({ user: ada, force: true })).user.globalName).toBe('Ada');
    expect((await guild.members.fetchMe()).id).toBe(discord.botId);
    expect([...(await client.guilds.fetch()).keys()]).toEqual([discord.guild.id]);
    await expect(client.users.fetch('123456789012345678')).rejects.toMatchObject({ code: 10013 });
    await expect(guild.members.fetch('123456789012345678')).rejects.toMatchObject({ code: 10013 });
  });

  it('says which port is taken', async () => {
    const { discord } = await openStage();
    const port = Number(new URL(discord.url).port);
    await expect(startLocalDiscord({ port })).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining(String(port)) as string,
    });
  });

  it('leaves nothing behind that keeps the process alive', async () => {
    const script = join(import.meta.dirname, 'start-and-close.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
      timeout: 25_000,
    });
    expect(stdout).toBe('ready, closed');
  });

  it('can be closed twice, and leaves nobody waiting', async () => {
    const discord = await startLocalDiscord({ users: [{ name: 'Ada' }] });
    const waiting = discord.awaitEvent('messageCreate', { timeoutMs: 60_000 });
    const refused = expect(waiting).rejects.toThrow('closed');
    await Promise.all([discord.close(), discord.close()]);
    await refused;
    await expect(fetch(`${discord.restBase}/v10/gateway`)).rejects.toThrow();
  });
});
