import {
  ChannelType,
  type ChannelFlags,
  type ThreadMemberFlags,
  type APIChannel,
  type APIDMChannel,
  type APITextChannel,
  type APIThreadChannel,
} from 'discord-api-types/v10';
import { combineFlags } from '../flags.ts';
import type { ChannelRecord, DirectChannelRecord, TextChannelRecord, ThreadRecord } from './records.ts';
import type { World } from './world.ts';

/** The kind of a channel in Discord's numbers. */
export function readChannelType(channel: ChannelRecord): ChannelType {
  switch (channel.kind) {
    case 'text':
      return ChannelType.GuildText;
    case 'thread':
      return channel.isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread;
    case 'direct':
      return ChannelType.DM;
  }
}

/** A channel as it goes over the wire to the bot, or to another who sees it. */
export function buildChannel(
  world: World,
  channel: ChannelRecord,
  viewerId: string = world.bot.user.id,
): APIChannel {
  switch (channel.kind) {
    case 'text':
      return buildTextChannel(channel);
    case 'thread':
      return buildThread(channel, viewerId);
    case 'direct':
      return buildDirectChannel(world, channel, viewerId);
  }
}

function lastMessageId(channel: ChannelRecord): string | null {
  let last: string | null = null;
  for (const { message, viewerId } of channel.messages.values()) if (viewerId === null) last = message.id;
  return last;
}

function buildTextChannel(channel: TextChannelRecord): APITextChannel {
  return {
    id: channel.id,
    type: ChannelType.GuildText,
    guild_id: channel.guildId,
    name: channel.name,
    topic: channel.topic,
    position: channel.position,
    permission_overwrites: [...channel.overwrites.values()],
    parent_id: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: lastMessageId(channel),
    last_pin_timestamp: null,
    flags: combineFlags<ChannelFlags>(),
  };
}

function buildThread(thread: ThreadRecord, viewerId: string): APIThreadChannel {
  const count = [...thread.messages.values()].filter((record) => record.viewerId === null).length;
  const member = { id: thread.id, user_id: viewerId, join_timestamp: thread.createdAt };
  return {
    id: thread.id,
    type: thread.isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread,
    guild_id: thread.guildId,
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    name: thread.name,
    last_message_id: lastMessageId(thread),
    rate_limit_per_user: 0,
    message_count: count,
    total_message_sent: count,
    member_count: thread.memberIds.size,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: thread.archiveChangedAt,
      create_timestamp: thread.createdAt,
    },
    flags: combineFlags<ChannelFlags>(),
    ...(thread.memberIds.has(viewerId) && {
      member: { ...member, flags: combineFlags<ThreadMemberFlags>() },
    }),
  };
}

function buildDirectChannel(world: World, channel: DirectChannelRecord, viewerId: string): APIDMChannel {
  const user = viewerId === channel.userId ? world.bot.user : world.users.get(channel.userId)?.user;
  return {
    id: channel.id,
    type: ChannelType.DM,
    last_message_id: lastMessageId(channel),
    recipients: user === undefined ? [] : [user],
    flags: combineFlags<ChannelFlags>(),
    name: null,
  };
}
