import { PermissionFlagsBits } from 'discord-api-types/v10';
import { listCommandBodies, registerCommands } from '../../../src/discord/register-commands.ts';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import type { LocalDiscordOptions } from '../../../src/local-discord/options.ts';
import { startLocalDiscord } from '../../../src/local-discord/start-local-discord.ts';
import type { DoctorTrial } from './doctor-stage.ts';

const CHANNELS = ['general', 'help'] as const;
const PERMISSIONS = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Attach Files': PermissionFlagsBits.AttachFiles,
} as const;

/** Everything on Discord that the doctor looks at, broken in one way; each on a Discord of its own. */
export function listDiscordBreaks(): {
  readonly trials: readonly DoctorTrial[];
  readonly close: () => Promise<void>;
} {
  const opened: LocalDiscord[] = [];
  const open = async (
    spoil: (discord: LocalDiscord) => unknown,
    env: Readonly<Record<string, string>> = {},
    options: LocalDiscordOptions = {},
  ): Promise<Readonly<Record<string, string>>> => {
    const discord = await startLocalDiscord({
      guilds: [{ name: 'Home', channels: [...CHANNELS] }],
      privilegedIntents: { messageContent: true },
      ...options,
    });
    opened.push(discord);
    await registerCommands({ token: discord.botToken, apiBase: discord.restBase, guildId: null });
    await spoil(discord);
    const settings = { DISCORD_TOKEN: discord.botToken, DISCORD_API: discord.restBase };
    return { ...settings, ANSWER_CHANNELS: CHANNELS.join(','), ...env };
  };
  const [first, ...rest] = listCommandBodies(null);
  if (first === undefined) throw new Error('no commands');
  const nothing = (): void => undefined;
  const trials: DoctorTrial[] = [
    {
      name: 'the token is refused',
      ...{ check: 'Token', status: 'failure', says: /DISCORD_TOKEN/ },
      breakIt: () => open(nothing, { DISCORD_TOKEN: 'MTIz.wrong.secret' }),
    },
    {
      name: 'Discord cannot be reached',
      ...{ check: 'Token', status: 'failure', says: /127\.0\.0\.1:9/ },
      breakIt: () => open(nothing, { DISCORD_API: 'http://127.0.0.1:9/api' }),
    },
    {
      name: 'the gateway refuses',
      ...{ check: 'Gateway', status: 'failure', says: /Discord/ },
      breakIt: () =>
        open((discord) => {
          discord.events.on('presence', ({ online }) => {
            if (online) discord.closeGateway(4004);
          });
        }),
    },
    {
      name: 'the intent is switched off',
      ...{ check: 'Intents', status: 'failure', says: /switched off/ },
      breakIt: () => open(nothing, {}, { privilegedIntents: {} }),
    },
    {
      name: 'a command is missing',
      ...{ check: 'Commands', status: 'failure', says: new RegExp(`missing: ${first.name}\\.`) },
      breakIt: () => open((discord) => put(discord, rest)),
    },
    {
      name: 'a command is changed',
      ...{
        check: 'Commands',
        status: 'failure',
        says: new RegExp(`not as in this version: ${first.name}\\.`),
      },
      breakIt: () => open((discord) => put(discord, [{ ...first, description: 'Another' }, ...rest])),
    },
    {
      name: 'a command is of another version',
      ...{ check: 'Commands', status: 'warning', says: /not of this version: gone\./ },
      breakIt: () => open((discord) => put(discord, [first, ...rest, { ...first, name: 'gone' }])),
    },
    {
      name: 'a channel is not there',
      ...{ check: 'Permissions', status: 'failure', says: /no channel “hlep”/ },
      breakIt: () => open(nothing, { ANSWER_CHANNELS: 'general,hlep' }),
    },
    {
      name: 'the bot is in no server',
      ...{ check: 'Servers', status: 'warning', says: /in no server/ },
      breakIt: () => open(nothing, { ANSWER_CHANNELS: '' }, { guilds: [] }),
    },
    {
      name: 'the bot is not in the server that is set',
      ...{ check: 'Servers', status: 'failure', says: /not in the server 197038439483310086/ },
      breakIt: () =>
        open(
          (discord) =>
            registerCommands({
              token: discord.botToken,
              apiBase: discord.restBase,
              guildId: discord.guild.id,
            }),
          { DISCORD_GUILD_ID: '197038439483310086' },
        ),
    },
    ...CHANNELS.flatMap((channel) =>
      Object.entries(PERMISSIONS).map(([permission, bits]): DoctorTrial => ({
        name: `“${permission}” is missing in #${channel}`,
        check: 'Permissions',
        status: permission === 'Attach Files' ? 'warning' : 'failure',
        says: new RegExp(`In #${channel} of Home the bot lacks “${permission}”`),
        breakIt: () =>
          open((discord) => {
            const id = discord.listChannels().find(({ name }) => name === channel)?.id ?? '';
            discord.revokeBotPermissions(id, bits);
          }),
      })),
    ),
  ];
  return {
    trials,
    close: async () => {
      await Promise.all(opened.map((discord) => discord.close()));
    },
  };
}

async function put(discord: LocalDiscord, body: readonly object[]): Promise<void> {
  const response = await fetch(`${discord.restBase}/v10/applications/${discord.applicationId}/commands`, {
    method: 'PUT',
    headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the commands were not taken: ${response.status.toString()}`);
}
