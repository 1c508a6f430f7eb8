import { PermissionFlagsBits } from 'discord-api-types/v10';
import { createApiError } from '../api-error.ts';
import { computePermissions } from './permissions.ts';
import type { ChannelRecord } from './records.ts';
import type { World } from './world.ts';

/** What is done with a message of a thread. */
export type ThreadAction = 'send' | 'edit' | 'delete';

/**
 * Throws where a thread's state forbids it to somebody: 50083 in an archived one, 160005 in a locked one. A locked one is
 * closed to those without "Manage Threads": they can neither send nor change anything, and delete only while it is
 * active; sending reopens an archived one that is not locked, and deleting is all that is done in one
 * (topics/threads.mdx, Locked Threads and Active & Archived Threads). Which of the two codes Discord gives for a thread
 * that is both is not documented; here it is 50083.
 */
export function checkThread(
  world: World,
  channel: ChannelRecord,
  userId: string,
  action: ThreadAction,
): void {
  if (channel.kind !== 'thread') return;
  const permissions = computePermissions(world, channel, userId);
  const isLocked = channel.locked && (permissions & PermissionFlagsBits.ManageThreads) === 0n;
  if (channel.archived && (action === 'edit' || isLocked)) throw createApiError(50083);
  if (isLocked && action !== 'delete') throw createApiError(160005);
}
