import { PermissionFlagsBits, type APIChannel } from 'discord-api-types/v10';
import { refuse } from '../refuse.ts';
import { buildChannel } from '../state/build-channel.ts';
import { createThread } from '../state/threads.ts';
import type { World } from '../state/world.ts';
import { findPlace, findVisibleMessage } from './find-place.ts';

export interface StartThreadInput {
  readonly userId: string;
  /** Text channel it is in. */
  readonly channelId: string;
  readonly name: string;
  /** Message that it starts from; the thread gets its id. */
  readonly messageId?: string;
}

export interface StartTypingInput {
  readonly userId: string;
  readonly channelId: string;
}

/** Starts a public thread as a person. */
export function startThread(world: World, input: StartThreadInput): APIChannel {
  const { channel, permissions, user } = findPlace(world, input.userId, input.channelId);
  if (channel.kind !== 'text') throw refuse('Threads start in text channels only.');
  if ((permissions & PermissionFlagsBits.CreatePublicThreads) === 0n) {
    throw refuse(`${user.user.username} may not start threads here.`);
  }
  const starter =
    input.messageId === undefined
      ? undefined
      : findVisibleMessage(world, input.userId, input.messageId).record;
  const thread = createThread(world, {
    parent: channel,
    ownerId: input.userId,
    name: input.name,
    ...(starter !== undefined && { starter }),
  });
  return buildChannel(world, thread);
}

/** Shows that somebody is typing. */
export function startTyping(world: World, input: StartTypingInput): void {
  const { channel } = findPlace(world, input.userId, input.channelId);
  world.events.emit('typing', { channelId: channel.id, guildId: channel.guildId, userId: input.userId });
}
