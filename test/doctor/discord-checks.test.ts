import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspectDiscord } from '../../src/discord/diagnosis/inspect-discord.ts';
import { listCommandBodies, registerCommands } from '../../src/discord/register-commands.ts';
import { describeDiscord } from '../../src/doctor/describe-discord.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import type { LocalDiscordOptions } from '../../src/local-discord/options.ts';
import { startLocalDiscord } from '../../src/local-discord/start-local-discord.ts';

async function open(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const discord = await startLocalDiscord({
    guilds: [{ name: 'Home', channels: ['general', 'help'] }],
    ...options,
  });
  onTestFinished(() => discord.close());
  return discord;
}

interface LookOptions {
  readonly token?: string;
  readonly apiBase?: string;
  readonly guildId?: string | null;
  readonly answerChannels?: readonly string[];
}

async function look(discord: LocalDiscord, options: LookOptions = {}): Promise<readonly Finding[]> {
  const settings = {
    token: discord.botToken,
    apiBase: discord.restBase,
    guildId: null,
    answerChannels: [],
    timeoutMs: 2000,
    ...options,
  };
  const findings = describeDiscord(await inspectDiscord(settings), settings);
  expect(JSON.stringify(findings)).not.toContain(settings.token);
  return findings;
}

function find(findings: readonly Finding[], check: string, status: Finding['status']): Finding {
  const found = findings.find((finding) => finding.check === check && finding.status === status);
  if (found === undefined) throw new Error(`no ${status} of ${check}: ${JSON.stringify(findings, null, 1)}`);
  return found;
}

const register = (discord: LocalDiscord, guildId: string | null = null) =>
  registerCommands({ token: discord.botToken, apiBase: discord.restBase, guildId });

describe('what the doctor finds on Discord', () => {
  it('is nothing to mend where all is well, and it logs out again', async () => {
    const discord = await open({ privilegedIntents: { messageContent: true } });
    await register(discord);
    const findings = await look(discord, { answerChannels: ['help', 'GENERAL'] });
    expect(findings.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual([
      ...['Token', 'Gateway', 'Intents', 'Commands', 'Servers', 'Permissions', 'Permissions'],
    ]);
    expect(find(findings, 'Gateway', 'ok').message).toContain('999 of 1000');
    await expect.poll(() => discord.isBotOnline).toBe(false);
  });

  it('is a token that Discord does not know', async () => {
    const findings = await look(await open(), { token: 'MTIz.wrong.secret' });
    expect(find(findings, 'Token', 'failure').message).toContain('DISCORD_TOKEN');
    expect(findings.filter(({ status }) => status === 'skipped')).toHaveLength(4);
  });

  it('is a Discord that cannot be reached', async () => {
    const findings = await look(await open(), { apiBase: 'http://127.0.0.1:9/api' });
    expect(find(findings, 'Token', 'failure').message).toContain('http://127.0.0.1:9/api');
  });

  it('is a gateway that does not take the bot in', async () => {
    const discord = await open();
    discord.events.on('presence', ({ online }) => {
      if (online) discord.closeGateway(4004);
    });
    const findings = await look(discord);
    find(findings, 'Token', 'ok');
    expect(find(findings, 'Gateway', 'failure').message).toMatch(/Discord/);
    find(findings, 'Permissions', 'skipped');
  });

  it('is the message content intent, switched off where a channel needs it', async () => {
    const discord = await open();
    const finding = find(await look(discord, { answerChannels: ['help'] }), 'Intents', 'failure');
    expect(finding.mend).toContain('Bot → Privileged Gateway Intents');
    find(await look(discord), 'Intents', 'ok');
  });

  it('is a command that is missing, changed, of another version, or there twice', async () => {
    const discord = await open();
    const none = find(await look(discord), 'Commands', 'failure');
    expect(none.message).toMatch(/missing: ask, milestones/);
    expect(none.mend).toContain('npm run deploy-commands');

    await register(discord, discord.guild.id);
    find(await look(discord, { guildId: discord.guild.id }), 'Commands', 'ok');
    await register(discord);
    const twice = find(await look(discord, { guildId: discord.guild.id }), 'Commands', 'warning');
    expect(twice.message).toMatch(/registered twice.*: ask,/);

    const [first, second, ...rest] = listCommandBodies(null);
    if (first === undefined || second === undefined) throw new Error('no commands');
    await put(discord, [{ ...first, description: 'Another one' }, ...rest, { ...second, name: 'gone' }]);
    expect(find(await look(discord), 'Commands', 'failure').message).toMatch(
      /missing: milestones; not as in this version: ask; not of this version: gone/,
    );
    await put(discord, [...listCommandBodies(null), { ...second, name: 'gone' }]);
    find(await look(discord), 'Commands', 'warning');
  });

  it('is each permission that the bot lacks, by channel and name', async () => {
    const discord = await open({ privilegedIntents: { messageContent: true } });
    const help = discord.listChannels().find(({ name }) => name === 'help')?.id ?? '';
    discord.revokeBotPermissions(
      help,
      PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.ReadMessageHistory,
    );
    const options = { guildId: discord.guild.id, answerChannels: [help] };
    const findings = await look(discord, options);
    expect(find(findings, 'Permissions', 'failure').message).toBe(
      'In #help of Home the bot lacks “Embed Links”, “Read Message History”.',
    );
    expect(find(findings, 'Permissions', 'warning').message).toContain('1 of 2 channels of Home: #help');

    discord.grantBotPermissions(
      help,
      PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.ReadMessageHistory,
    );
    discord.revokeBotPermissions(help, PermissionFlagsBits.AttachFiles);
    find(await look(discord, { answerChannels: [help] }), 'Permissions', 'warning');
    for (const { id } of discord.listChannels())
      discord.revokeBotPermissions(id, PermissionFlagsBits.ViewChannel);
    const shutOut = (await look(discord, options)).filter(
      ({ check, status }) => check === 'Permissions' && status === 'failure',
    );
    expect(shutOut.map(({ message }) => message)).toEqual([
      expect.stringContaining('2 of 2 channels of Home: #general (View Channel)') as string,
      expect.stringContaining('In #help of Home the bot lacks “View Channel”') as string,
    ]);
  });

  it('is a channel that is not there, a server that the bot is not in, and no server at all', async () => {
    const discord = await open({ privilegedIntents: { messageContent: true } });
    const findings = await look(discord, { guildId: '197038439483310086', answerChannels: ['hlep'] });
    expect(find(findings, 'Permissions', 'failure').message).toContain('hlep');
    expect(find(findings, 'Servers', 'failure').mend).toContain(`client_id=${discord.applicationId}`);
    find(findings, 'Commands', 'skipped');
    const alone = await open({ guilds: [] });
    find(await look(alone), 'Servers', 'warning');
  });

  it('spares the last logins of the day', async () => {
    const discord = await open();
    const facts = await inspectDiscord({
      token: discord.botToken,
      apiBase: discord.restBase,
      guildId: null,
      answerChannels: [],
    });
    if (!facts.account.ok) throw new Error(facts.account.reason);
    const account = { ok: true, facts: { ...facts.account.facts, sessionsLeft: 3 } } as const;
    const findings = describeDiscord(
      { account, commands: null, gateway: null },
      { guildId: null, answerChannels: [] },
    );
    expect(find(findings, 'Gateway', 'warning').message).toContain('3 of 1000');
  });
});

async function put(discord: LocalDiscord, body: readonly object[]): Promise<void> {
  const response = await fetch(`${discord.restBase}/v10/applications/${discord.applicationId}/commands`, {
    method: 'PUT',
    headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}
