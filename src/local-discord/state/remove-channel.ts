import { buildChannel } from './build-channel.ts';
import type { TextChannelRecord, ThreadRecord } from './records.ts';
import type { World } from './world.ts';

/**
 * Deletes a text channel, with its messages and threads. Of the threads Discord documents no event of their own
 * (resources/channel.mdx, Delete/Close Channel).
 */
export function deleteTextChannel(world: World, channel: TextChannelRecord): void {
  const { guildId } = channel;
  // Told while it is still known who sees it.
  world.events.emit('channelDelete', { guildId, channel: buildChannel(world, channel) });
  for (const thread of [...world.channels.values()]) {
    if (thread.kind === 'thread' && thread.parentId === channel.id) world.channels.delete(thread.id);
  }
  world.channels.delete(channel.id);
}

/** Deletes a thread with its messages. */
export function deleteThread(world: World, thread: ThreadRecord): void {
  world.events.emit('threadDelete', { guildId: thread.guildId, channel: buildChannel(world, thread) });
  world.channels.delete(thread.id);
}
