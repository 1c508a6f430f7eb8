import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot } from '../../src/discord/start-bot.ts';
import { registerCommands } from '../../src/discord/register-commands.ts';
import type { BotOptions } from '../../src/discord/bot-options.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { startLocalDiscord } from '../../src/local-discord/start-local-discord.ts';
import { createStagedLibrary, stageAbstention } from '../doubles/staged-library.ts';

let discord: LocalDiscord;
beforeAll(async () => {
  discord = await startLocalDiscord();
});
afterAll(async () => {
  await discord.close();
});

const log: string[] = [];
const start = (options: Partial<BotOptions> = {}) =>
  startBot({
    token: discord.botToken,
    apiBase: discord.restBase,
    library: createStagedLibrary([], (question) => stageAbstention(question, 'empty')),
    logger: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
    ...options,
  });

describe('logging in', () => {
  it('asks for no privileged intent unless a channel needs it', async () => {
    const bot = await start();
    expect(bot.user.name).toBe('Footnote');
    expect(bot.guildCount).toBe(1);
    await bot.close();
    expect(await bot.ended).toBeNull();
    expect(discord.isBotOnline).toBe(false);
  });

  it('says which switch to set where the message content intent is refused', async () => {
    await expect(start({ answerChannels: ['help'] })).rejects.toMatchObject({
      code: 'discord-refused',
      message: expect.stringMatching(
        /Bot → Privileged Gateway Intents.*“Message Content Intent”.*ANSWER_CHANNELS/,
      ) as string,
    });
  });

  it('says that the token is wrong, and never shows it', async () => {
    const token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.secret.secret-secret-secret-secret';
    const error: unknown = await start({ token }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'discord-refused',
      message: expect.stringContaining('DISCORD_TOKEN') as string,
    });
    expect(JSON.stringify([error, String(error), log])).not.toContain('secret');
  });

  it('says so where nobody answers', async () => {
    await expect(start({ apiBase: 'http://127.0.0.1:9/api' })).rejects.toMatchObject({
      code: 'discord-refused',
      message: expect.stringContaining('http://127.0.0.1:9/api') as string,
    });
  });

  it('gives up where Discord does not take it in', async () => {
    const other = await startLocalDiscord();
    other.delayResponses(2_000);
    await expect(
      start({ apiBase: other.restBase, token: other.botToken, loginTimeoutMs: 100 }),
    ).rejects.toThrow('did not take the bot in');
    await other.close();
  });

  it('warns of a channel that it cannot see', async () => {
    discord.setPrivilegedIntents({ messageContent: true });
    const bot = await start({ answerChannels: ['general', 'no-such-channel'] });
    await bot.close();
    discord.setPrivilegedIntents({});
    const warnings = log.filter((line) => line.includes('that I cannot see'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('no-such-channel');
  });
});

describe('being logged in', () => {
  it('ends with the reason where Discord ends it for good', async () => {
    const bot = await start();
    discord.closeGateway(4004);
    expect((await bot.ended)?.message).toContain('DISCORD_TOKEN');
    await bot.close();
  });

  it('can be closed in the middle of a reconnect', async () => {
    const bot = await start();
    const gone = discord.awaitEvent('presence', { where: ({ online }) => !online });
    discord.dropGateway();
    await gone;
    await bot.close();
    expect(await bot.ended).toBeNull();
  });
});

describe('registering the commands', () => {
  it('puts them in the place of those before, for every server or one', async () => {
    const options = { token: discord.botToken, apiBase: discord.restBase };
    await registerCommands({ ...options, guildId: null });
    const registered = await registerCommands({ ...options, guildId: null });
    expect(registered.map(({ name }) => name)).toEqual([
      'ask',
      'milestones',
      'milestone',
      'timeline',
      'sources',
      'about',
      'status',
      'reindex',
      'gaps',
      'forget-me',
      'Find sources',
    ]);
    expect(discord.registeredCommands()).toHaveLength(11);
    await registerCommands({ ...options, guildId: discord.guild.id });
    expect(discord.registeredCommands(discord.guild.id)).toHaveLength(11);
  });

  it('says that the token is wrong, and never shows it', async () => {
    const options = { token: 'MTIz.wrong.secret', apiBase: discord.restBase, guildId: null };
    await expect(registerCommands(options)).rejects.toThrow(/^(?!.*secret).*DISCORD_TOKEN/);
  });

  it('says so where the bot is not in the server', async () => {
    const options = { token: discord.botToken, apiBase: discord.restBase, guildId: '197038439483310086' };
    await expect(registerCommands(options)).rejects.toThrow(/197038439483310086.*applications\.commands/);
  });

  it('is what the script does', async () => {
    const root = join(import.meta.dirname, '../..');
    const run = async (...flags: string[]) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--import', 'tsx', join(root, 'scripts/deploy-commands.ts'), ...flags],
        {
          cwd: root,
          env: { PATH: process.env.PATH, DISCORD_TOKEN: discord.botToken, DISCORD_API: discord.restBase },
        },
      );
      return stdout;
    };
    const fresh = discord.awaitEvent('commandsUpdate');
    expect(await run('--guild', discord.guild.id)).toContain('Registered 11 commands in the server');
    expect(await fresh).toEqual({ guildId: discord.guild.id });
    expect(JSON.parse(await run('--dry-run', '--global', '--json'))).toHaveLength(11);
  });
});
