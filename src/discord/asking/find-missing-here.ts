import type { ChatInputCommandInteraction, MessageContextMenuCommandInteraction } from 'discord.js';
import { findMissingPermissions } from '../permissions.ts';

/**
 * The permissions that a public reply to a command lacks where it was used. In a server without the bot (installed by
 * the asker) Discord itself decides who sees a reply.
 */
export function findMissingHere(
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
): readonly string[] {
  if (!interaction.inCachedGuild()) return [];
  return findMissingPermissions(interaction.appPermissions, {
    isThread: interaction.channel?.isThread() ?? false,
    refersToMessage: false,
  });
}
