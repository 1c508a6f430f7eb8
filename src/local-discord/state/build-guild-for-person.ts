import { PresenceUpdateStatus } from 'discord-api-types/v10';
import { buildChannel } from './build-channel.ts';
import { buildGuild, buildMember } from './build-guild.ts';
import { canSee } from './permissions.ts';
import type { GuildRecord } from './records.ts';
import type { World } from './world.ts';

/** A guild as a person's client gets it: whole, as far as they see it. */
export function buildGuildForPerson(
  world: World,
  guild: GuildRecord,
  userId: string,
  isBotOnline: boolean,
): object {
  const visible = [...world.channels.values()].filter(
    (channel) => channel.guildId === guild.id && canSee(world, channel, userId),
  );
  const members = [...guild.members.keys()].map((id) => buildMember(world, guild, id));
  return {
    ...buildGuild(guild),
    joined_at: guild.members.get(userId)?.joinedAt ?? null,
    large: false,
    unavailable: false,
    member_count: members.length,
    members,
    presences: [buildBotPresence(world, guild.id, isBotOnline)],
    channels: visible
      .filter((channel) => channel.kind === 'text')
      .map((channel) => buildChannel(world, channel, userId)),
    threads: visible
      .filter((channel) => channel.kind === 'thread' && !channel.archived)
      .map((channel) => buildChannel(world, channel, userId)),
  };
}

/** Whether the bot is there, as PRESENCE_UPDATE says it. */
export function buildBotPresence(world: World, guildId: string, isOnline: boolean): object {
  const status = isOnline ? PresenceUpdateStatus.Online : PresenceUpdateStatus.Offline;
  return {
    user: { id: world.bot.user.id },
    guild_id: guildId,
    status,
    activities: [],
    client_status: isOnline ? { web: status } : {},
  };
}
