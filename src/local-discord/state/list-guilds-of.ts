import type { GuildRecord, UserRecord } from './records.ts';
import type { World } from './world.ts';

/** The guilds that somebody is in, in the order they were made. */
export function listGuildsOf(world: World, { user }: UserRecord): readonly GuildRecord[] {
  return [...world.guilds.values()].filter((guild) => guild.members.has(user.id));
}
