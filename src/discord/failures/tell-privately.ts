import { MessageFlags, type CommandInteraction, type MessageComponentInteraction } from 'discord.js';
import { classifyDiscordError, isGone } from './discord-codes.ts';
import { createNotice } from '../render/message-body.ts';

/** An interaction that can be replied to. */
export type Repliable = CommandInteraction | MessageComponentInteraction;

/**
 * Only the asker sees it, whatever the deferral was: whether a reply is private is settled when it is deferred and
 * cannot be changed. A public "thinking …" would make the next reply public, so it is taken away first.
 */
export async function tellPrivately(interaction: Repliable, words: string): Promise<void> {
  const notice = { ...createNotice(words), flags: MessageFlags.Ephemeral } as const;
  if (!interaction.deferred && !interaction.replied) {
    await interaction.reply(notice);
    return;
  }
  if (isPromised(interaction)) {
    try {
      await interaction.deleteReply();
    } catch (error) {
      if (!isGone(classifyDiscordError(error))) throw error;
    }
  }
  await interaction.followUp(notice);
}

/** True after a `deferReply` that nothing has followed yet; a button's own message is never overwritten. */
export function isPromised(interaction: Repliable): boolean {
  return interaction.deferred && !interaction.replied && interaction.ephemeral !== null;
}
