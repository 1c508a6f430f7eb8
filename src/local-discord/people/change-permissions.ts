import { refuse } from '../refuse.ts';
import { setMemberOverwrite } from '../state/permissions.ts';
import type { World } from '../state/world.ts';

/** Changes what the bot may do in a text channel, and so in its threads. */
export function changeBotPermissions(
  world: World,
  channelId: string,
  change: { readonly deny: bigint } | { readonly allow: bigint },
): void {
  const channel = world.channels.get(channelId);
  if (channel?.kind !== 'text') throw refuse(`There is no text channel ${channelId}.`);
  setMemberOverwrite(world, channel, world.bot.user.id, change);
}
