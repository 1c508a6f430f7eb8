import { PermissionFlagsBits } from 'discord-api-types/v10';
import { createApiError } from '../api-error.ts';
import { computePermissions } from '../state/permissions.ts';
import type { ChannelRecord, GuildRecord, MessageRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';

const bits = PermissionFlagsBits;

/** A channel that the bot may see. Throws 10003, 50001. */
export function findChannel(world: World, channelId: string): ChannelRecord {
  const channel = world.channels.get(channelId);
  if (channel === undefined) throw createApiError(10003);
  const permissions = computePermissions(world, channel, world.bot.user.id);
  if ((permissions & bits.ViewChannel) === 0n) throw createApiError(50001);
  return channel;
}

/** Throws 50013 unless the bot has all of these permissions in the channel. */
export function requirePermissions(world: World, channel: ChannelRecord, needed: bigint): void {
  const permissions = computePermissions(world, channel, world.bot.user.id);
  if ((permissions & needed) !== needed) throw createApiError(50013);
}

/** A message that the bot may reach over its channel: never an ephemeral one. Throws 10008. */
export function findMessage(channel: ChannelRecord, messageId: string): MessageRecord {
  const record = channel.messages.get(messageId);
  if (record?.viewerId !== null) throw createApiError(10008);
  return record;
}

/** A guild that the bot is in. Throws 10004. */
export function findGuild(world: World, guildId: string): GuildRecord {
  const guild = world.guilds.get(guildId);
  if (guild === undefined) throw createApiError(10004);
  return guild;
}

/** The permission that writing needs: in a thread `SEND_MESSAGES` has no effect (topics/threads.mdx, Permissions). */
export function writePermission(channel: ChannelRecord): bigint {
  return channel.kind === 'thread' ? bits.SendMessagesInThreads : bits.SendMessages;
}
