import type { GuildRecord } from './records.ts';
import { joinGuild } from './settle-world.ts';
import type { World } from './world.ts';

/** Whether the bot can be used in a place: null stands for direct messages. */
export function isBotIn(world: World, guildId: string | null): boolean {
  return guildId === null || world.guilds.get(guildId)?.members.has(world.bot.user.id) === true;
}

/**
 * Removes the bot from a guild, as a moderator does: it hears no more of it. Nothing happens where it is not in it. What
 * it asks for there is answered with 50001, and what was asked of it by a command it can still answer, by the token of
 * that; Discord documents neither.
 */
export function kickBot(world: World, guild: GuildRecord): void {
  if (!guild.members.delete(world.bot.user.id)) return;
  world.events.emit('botKick', { guildId: guild.id });
}

/** Takes the bot into a guild again. Nothing happens where it is in it. */
export function inviteBot(world: World, guild: GuildRecord): void {
  if (isBotIn(world, guild.id)) return;
  joinGuild(world, guild, world.bot.user.id, 0n, world.bot.user.username);
  world.events.emit('botInvite', { guildId: guild.id });
}
