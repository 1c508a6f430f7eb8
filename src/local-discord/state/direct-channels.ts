import type { DirectChannelRecord } from './records.ts';
import type { World } from './world.ts';

/** The channels of somebody's direct messages: a person's with the bot; none for the bot, as in Discord. */
export function listDirectChannels(world: World, userId: string): readonly DirectChannelRecord[] {
  return [...world.channels.values()].filter(
    (channel): channel is DirectChannelRecord => channel.kind === 'direct' && channel.userId === userId,
  );
}

/** The direct messages of a person with the bot: always the same channel. */
export function openDirectChannel(world: World, userId: string): DirectChannelRecord {
  const [known] = listDirectChannels(world, userId);
  if (known !== undefined) return known;
  const channel: DirectChannelRecord = {
    kind: 'direct',
    id: world.nextId(),
    guildId: null,
    userId,
    messages: new Map(),
  };
  world.channels.set(channel.id, channel);
  world.events.emit('directChannelCreate', { channelId: channel.id, userId });
  return channel;
}
