import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { buildChannel } from './build-channel.ts';
import type { World } from './world.ts';
import type { ChannelRecord, GuildRecord, TextChannelRecord } from './records.ts';

const bits = PermissionFlagsBits;

/** Every permission that Discord has. */
export const ALL_PERMISSIONS = Object.values(bits).reduce((sum, bit) => sum | bit, 0n);

/** What everybody may do in a new guild. */
export const DEFAULT_PERMISSIONS =
  bits.ViewChannel |
  bits.SendMessages |
  bits.SendMessagesInThreads |
  bits.CreatePublicThreads |
  bits.CreatePrivateThreads |
  bits.EmbedLinks |
  bits.AttachFiles |
  bits.AddReactions |
  bits.UseExternalEmojis |
  bits.MentionEveryone |
  bits.ReadMessageHistory |
  bits.UseApplicationCommands |
  bits.ChangeNickname |
  bits.UseExternalApps;

/** What the bot, and anybody, may do in direct messages. */
export const DIRECT_PERMISSIONS =
  bits.ViewChannel |
  bits.SendMessages |
  bits.EmbedLinks |
  bits.AttachFiles |
  bits.AddReactions |
  bits.UseExternalEmojis |
  bits.MentionEveryone |
  bits.ReadMessageHistory |
  bits.UseApplicationCommands;

/** What a member may do in the guild as a whole: 0 for somebody who is no member. */
export function computeGuildPermissions(guild: GuildRecord, userId: string): bigint {
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  const roles = [guild.id, ...member.roleIds].map((id) => BigInt(guild.roles.get(id)?.permissions ?? '0'));
  const sum = roles.reduce((total, role) => total | role, 0n);
  return (sum & bits.Administrator) === 0n ? sum : ALL_PERMISSIONS;
}

/**
 * What somebody may do in a channel, by Discord's own order: guild, then the channel's overwrites for everyone, for
 * their roles, for them (topics/permissions.mdx). A thread has the permissions of its parent.
 */
export function computePermissions(world: World, channel: ChannelRecord, userId: string): bigint {
  if (channel.kind === 'direct') {
    return userId === channel.userId || userId === world.bot.user.id ? DIRECT_PERMISSIONS : 0n;
  }
  const guild = world.guilds.get(channel.guildId);
  const parent = channel.kind === 'thread' ? world.channels.get(channel.parentId) : channel;
  if (guild === undefined || parent?.kind !== 'text') return 0n;
  const base = computeGuildPermissions(guild, userId);
  if (base === ALL_PERMISSIONS || base === 0n) return base;
  return applyOverwrites(base, parent, guild, userId);
}

/**
 * Whether somebody sees a channel: a private thread only as a member of it, or as a moderator (topics/threads.mdx,
 * Private Threads).
 */
export function canSee(world: World, channel: ChannelRecord, userId: string): boolean {
  const permissions = computePermissions(world, channel, userId);
  if ((permissions & bits.ViewChannel) === 0n) return false;
  if (channel.kind !== 'thread' || !channel.isPrivate) return true;
  return channel.memberIds.has(userId) || (permissions & bits.ManageThreads) !== 0n;
}

function applyOverwrites(
  base: bigint,
  channel: TextChannelRecord,
  guild: GuildRecord,
  userId: string,
): bigint {
  const roleIds = guild.members.get(userId)?.roleIds ?? [];
  const layers = [[guild.id], roleIds, [userId]];
  let permissions = base;
  for (const ids of layers) {
    let allow = 0n;
    let deny = 0n;
    for (const id of ids) {
      const overwrite = channel.overwrites.get(id);
      allow |= BigInt(overwrite?.allow ?? '0');
      deny |= BigInt(overwrite?.deny ?? '0');
    }
    permissions = (permissions & ~deny) | allow;
  }
  return permissions;
}

/** Denies (or allows again) permissions to one member in one channel, as a moderator does in the channel's settings. */
export function setMemberOverwrite(
  world: World,
  channel: TextChannelRecord,
  userId: string,
  change: { readonly deny: bigint } | { readonly allow: bigint },
): void {
  const before = channel.overwrites.get(userId);
  const allow = BigInt(before?.allow ?? '0');
  const deny = BigInt(before?.deny ?? '0');
  const next =
    'deny' in change
      ? { allow: allow & ~change.deny, deny: deny | change.deny }
      : { allow: allow | change.allow, deny: deny & ~change.allow };
  channel.overwrites.set(userId, {
    id: userId,
    type: OverwriteType.Member,
    allow: next.allow.toString(),
    deny: next.deny.toString(),
  });
  world.events.emit('channelUpdate', { guildId: channel.guildId, channel: buildChannel(world, channel) });
}
