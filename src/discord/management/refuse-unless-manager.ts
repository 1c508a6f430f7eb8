import { MessageFlags, PermissionFlagsBits, type ChatInputCommandInteraction } from 'discord.js';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';

/**
 * True, and told so, for someone who may not manage the server. Discord hides these commands from them, but a server
 * can be set otherwise, and what it sends is checked here.
 */
export async function refuseUnlessManager(interaction: ChatInputCommandInteraction): Promise<boolean> {
  if (interaction.inGuild() && interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild))
    return false;
  await interaction.reply({ ...createNotice(NOTICES.managersOnly), flags: MessageFlags.Ephemeral });
  return true;
}
