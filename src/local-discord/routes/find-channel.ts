import { PermissionFlagsBits } from 'discord-api-types/v10';
import { createApiError } from '../api-error.ts';
import { canSee, computePermissions } from '../state/permissions.ts';
import type { ChannelRecord, GuildRecord, MessageRecord, UserRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';

const bits = PermissionFlagsBits;

/** A channel that the one who asks may see. Throws 10003, 50001. */
export function findChannel(world: World, actor: UserRecord, channelId: string): ChannelRecord {
  const channel = world.channels.get(channelId);
  if (channel === undefined) throw createApiError(10003);
  if (!canSee(world, channel, actor.user.id)) throw createApiError(50001);
  return channel;
}

/** Throws 50013 unless the one who asks has all of these permissions in the channel. */
export function requirePermissions(
  world: World,
  actor: UserRecord,
  channel: ChannelRecord,
  needed: bigint,
): void {
  if (!hasPermissions(world, actor, channel, needed)) throw createApiError(50013);
}

/** Whether the one who asks has all of these permissions in the channel. */
export function hasPermissions(
  world: World,
  actor: UserRecord,
  channel: ChannelRecord,
  needed: bigint,
): boolean {
  return (computePermissions(world, channel, actor.user.id) & needed) === needed;
}

/** A message that can be reached over its channel: never an ephemeral one. Throws 10008. */
export function findMessage(channel: ChannelRecord, messageId: string): MessageRecord {
  const record = channel.messages.get(messageId);
  if (record?.viewerId !== null) throw createApiError(10008);
  return record;
}

/** A guild that the one who asks is in. Throws 10004, 50001. */
export function findGuild(world: World, actor: UserRecord, guildId: string): GuildRecord {
  const guild = world.guilds.get(guildId);
  if (guild === undefined) throw createApiError(10004);
  if (!guild.members.has(actor.user.id)) throw createApiError(50001);
  return guild;
}

/** The permission that writing needs: in a thread `SEND_MESSAGES` has no effect (topics/threads.mdx, Permissions). */
export function writePermission(channel: ChannelRecord): bigint {
  return channel.kind === 'thread' ? bits.SendMessagesInThreads : bits.SendMessages;
}
