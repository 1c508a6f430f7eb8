import { PermissionFlagsBits, type Client, type GuildBasedChannel } from 'discord.js';
import { findMissingPermissions } from '../permissions.ts';
import type { ChannelFacts, GatewayFacts } from './discord-facts.ts';

/** Needed for the picture of `/timeline` only. */
export const ATTACH_FILES = 'Attach Files';

/** What a client that is logged in knows of the channels where it is to answer. */
export function inspectServers(
  client: Client,
  wanted: { readonly guildId: string | null; readonly answerChannels: readonly string[] },
): GatewayFacts {
  const guilds = [...client.guilds.cache.values()];
  const home = guilds.find(({ id }) => id === wanted.guildId);
  const all = guilds.flatMap((guild) => listTextChannels([...guild.channels.cache.values()]));
  return {
    servers: guilds.map(({ name }) => name),
    answerChannels: wanted.answerChannels.map((name) => ({
      wanted: name,
      channels: all
        .filter((channel) => channel.id === name || channel.name.toLowerCase() === name.toLowerCase())
        .map(describeChannel),
    })),
    homeChannels:
      wanted.guildId === null
        ? null
        : home && listTextChannels([...home.channels.cache.values()]).map(describeChannel),
  };
}

/** Those where people write: no categories, and no threads, which come and go. */
function listTextChannels(channels: readonly GuildBasedChannel[]): readonly GuildBasedChannel[] {
  return channels.filter(
    (channel) => !channel.isThread() && (channel.isThreadOnly() || channel.isTextBased()),
  );
}

function describeChannel(channel: GuildBasedChannel): ChannelFacts {
  const { me } = channel.guild.members;
  const permissions = me === null ? null : channel.permissionsFor(me);
  // In a forum people write in posts, which are threads.
  const where = { isThread: channel.isThreadOnly(), refersToMessage: true };
  return {
    name: channel.name,
    serverName: channel.guild.name,
    missing:
      permissions === null
        ? []
        : [
            ...findMissingPermissions(permissions, where),
            ...(permissions.has(PermissionFlagsBits.AttachFiles) ? [] : [ATTACH_FILES]),
          ],
  };
}
