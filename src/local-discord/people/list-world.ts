import { PermissionFlagsBits, type APIChannel, type APIMessage } from 'discord-api-types/v10';
import { buildChannel } from '../state/build-channel.ts';
import { computePermissions } from '../state/permissions.ts';
import type { World } from '../state/world.ts';
import { findPlace } from './find-place.ts';

/** A guild in short. */
export interface GuildSummary {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
}

/** In the order they were made. */
export function listGuilds(world: World): readonly GuildSummary[] {
  return [...world.guilds.values()].map(({ id, name, ownerId }) => ({ id, name, ownerId }));
}

/** Text channels and threads of a guild; with `asUserId`, those that this person can see. */
export function listChannels(world: World, guildId: string, asUserId?: string): readonly APIChannel[] {
  return [...world.channels.values()]
    .filter((channel) => {
      if (channel.guildId !== guildId) return false;
      if (asUserId === undefined) return true;
      return (computePermissions(world, channel, asUserId) & PermissionFlagsBits.ViewChannel) !== 0n;
    })
    .map((channel) => buildChannel(world, channel));
}

/** Oldest first, as one person sees them. */
export function listMessages(world: World, channelId: string, asUserId: string): readonly APIMessage[] {
  const { channel } = findPlace(world, asUserId, channelId);
  return [...channel.messages.values()]
    .filter(({ viewerId }) => viewerId === null || viewerId === asUserId)
    .map(({ message }) => structuredClone(message));
}
