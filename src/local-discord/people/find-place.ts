import { PermissionFlagsBits } from 'discord-api-types/v10';
import { computePermissions } from '../state/permissions.ts';
import type { ChannelRecord, MessageRecord, UserRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';
import { refuse } from '../refuse.ts';

/** Where somebody is and who they are. */
export interface Place {
  readonly user: UserRecord;
  readonly channel: ChannelRecord;
  /** What they may do there. */
  readonly permissions: bigint;
}

/** Throws when there is no such person or channel, or they cannot see it. */
export function findPlace(world: World, userId: string, channelId: string): Place {
  const user = world.users.get(userId);
  const channel = world.channels.get(channelId);
  if (user === undefined) throw refuse(`There is no user ${userId}.`);
  if (channel === undefined) throw refuse(`There is no channel ${channelId}.`);
  const permissions = computePermissions(world, channel, userId);
  if ((permissions & PermissionFlagsBits.ViewChannel) === 0n) {
    throw refuse(`${user.user.username} cannot see channel ${channelId}.`);
  }
  return { user, channel, permissions };
}

/** A message that somebody can see. */
export function findVisibleMessage(
  world: World,
  userId: string,
  messageId: string,
): Place & { readonly record: MessageRecord } {
  const record = world.locateMessage(messageId);
  if (record === undefined || (record.viewerId !== null && record.viewerId !== userId)) {
    throw refuse(`There is no message ${messageId} that user ${userId} can see.`);
  }
  return { ...findPlace(world, userId, record.message.channel_id), record };
}
