import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerCommands } from '../../../src/discord/register-commands.ts';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import type { LocalDiscordOptions } from '../../../src/local-discord/options.ts';
import { startLocalDiscord } from '../../../src/local-discord/start-local-discord.ts';
import { startProgram, type RunningProgram } from '../../doubles/run-program.ts';

/** A Discord with people, and the bot in a process of its own. */
export interface FaultWorld {
  readonly discord: LocalDiscord;
  readonly userIds: readonly string[];
  readonly channelIds: readonly string[];
  /** How often the bot went away since it came. */
  readonly countBreaks: () => number;
  /** The bot's process as it is now. */
  readonly program: () => RunningProgram;
  /** Starts the bot, and waits until it is online. */
  startBot(): Promise<void>;
  close(): Promise<void>;
}

export interface FaultWorldOptions extends LocalDiscordOptions {
  /** Path of the program from the root of the project. */
  readonly path: string;
  /** @default 20 */
  readonly people?: number;
  /** Settings of the bot. @default {} */
  readonly env?: Readonly<Record<string, string>>;
}

const ONLINE_TIMEOUT_MS = 10 * 60_000;

/** Starts a Discord with the commands registered; the bot is started by `startBot`. */
export async function startWorld({
  path,
  people = 20,
  env = {},
  ...options
}: FaultWorldOptions): Promise<FaultWorld> {
  const cwd = await mkdtemp(join(tmpdir(), 'footnote-faults-'));
  const discord = await startLocalDiscord(options);
  await registerCommands({ token: discord.botToken, apiBase: discord.restBase, guildId: null });
  const userIds = Array.from({ length: people }, (_, index) => {
    return discord.createUser({ name: `Person ${index.toString()}` }).id;
  });
  const channelIds = discord
    .listGuilds()
    .flatMap(({ id }) => discord.listChannels(id))
    .map(({ id }) => id);
  let breaks = 0;
  discord.events.on('presence', ({ online }) => {
    if (!online) breaks += 1;
  });
  let program: RunningProgram | null = null;
  return {
    discord,
    userIds,
    channelIds,
    countBreaks: () => breaks,
    program: () => {
      if (program === null) throw new Error('the bot was not started');
      return program;
    },
    startBot: async () => {
      const online = discord.awaitEvent('presence', {
        where: (event) => event.online,
        timeoutMs: ONLINE_TIMEOUT_MS,
      });
      program = startProgram(path, {
        cwd,
        env: {
          DISCORD_TOKEN: discord.botToken,
          DISCORD_API: discord.restBase,
          STATE_DIR: join(cwd, 'state'),
          ...env,
        },
      });
      const ended = program.ended.then(({ stderr }) => {
        throw new Error(`the bot ended: ${stderr.slice(-2_000)}`);
      });
      await Promise.race([online, ended]);
      ended.catch(() => undefined);
    },
    close: async () => {
      program?.child.kill('SIGTERM');
      await program?.ended;
      await discord.close();
      await rm(cwd, { recursive: true, force: true });
    },
  };
}
