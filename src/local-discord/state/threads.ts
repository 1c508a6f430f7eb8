import { MessageFlags, ThreadAutoArchiveDuration } from 'discord-api-types/v10';
import { createApiError } from '../api-error.ts';
import { combineFlags } from '../flags.ts';
import { buildChannel } from './build-channel.ts';
import { updateMessage } from './messages.ts';
import type { MessageRecord, TextChannelRecord, ThreadRecord } from './records.ts';
import type { World } from './world.ts';

export interface CreateThreadInput {
  readonly parent: TextChannelRecord;
  readonly ownerId: string;
  readonly name: string;
  /** Message that it starts from; the thread has its id. */
  readonly starter?: MessageRecord;
  /** @default false */
  readonly isPrivate?: boolean;
  /** @default ThreadAutoArchiveDuration.OneDay */
  readonly autoArchiveMinutes?: ThreadAutoArchiveDuration;
}

/** Starts a thread. Throws 160004 when the message has one already. */
export function createThread(world: World, input: CreateThreadInput): ThreadRecord {
  const { parent, starter } = input;
  const id = starter?.message.id ?? world.nextId();
  if (world.channels.has(id)) throw createApiError(160004);
  const now = world.timestamp();
  const thread: ThreadRecord = {
    kind: 'thread',
    id,
    guildId: parent.guildId,
    parentId: parent.id,
    ownerId: input.ownerId,
    isPrivate: input.isPrivate ?? false,
    memberIds: new Set([input.ownerId, world.bot.user.id]),
    createdAt: now,
    name: input.name,
    archived: false,
    locked: false,
    autoArchiveMinutes: input.autoArchiveMinutes ?? ThreadAutoArchiveDuration.OneDay,
    archiveChangedAt: now,
    messages: new Map(),
  };
  world.channels.set(id, thread);
  world.events.emit('threadCreate', { guildId: thread.guildId, channel: buildChannel(world, thread) });
  if (starter !== undefined) {
    const flags = combineFlags(starter.message.flags ?? MessageFlags.HasThread, MessageFlags.HasThread);
    updateMessage(world, starter, { flags, thread: buildChannel(world, thread) });
  }
  return thread;
}

/** What can be changed about a thread. */
export type ThreadState = Partial<Pick<ThreadRecord, 'name' | 'archived' | 'locked' | 'autoArchiveMinutes'>>;

/** Renames, archives, reopens, locks or unlocks a thread. */
export function setThreadState(
  world: World,
  thread: ThreadRecord,
  state: { readonly [Key in keyof ThreadState]: ThreadState[Key] | undefined },
): void {
  if (state.archived !== undefined && state.archived !== thread.archived) {
    thread.archiveChangedAt = world.timestamp();
  }
  thread.name = state.name ?? thread.name;
  thread.archived = state.archived ?? thread.archived;
  thread.locked = state.locked ?? thread.locked;
  thread.autoArchiveMinutes = state.autoArchiveMinutes ?? thread.autoArchiveMinutes;
  world.events.emit('threadUpdate', { guildId: thread.guildId, channel: buildChannel(world, thread) });
}
