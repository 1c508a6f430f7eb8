import { MessageFlags, PermissionFlagsBits } from 'discord.js';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import type { ButtonHandler } from './button.ts';

/** "Dismiss": takes the answer away for its asker, or for someone who may manage messages. */
export const dismissAnswer: ButtonHandler<'dismiss'> = async (interaction, action, context) => {
  const mayDismiss =
    interaction.user.id === action.askerId ||
    (interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) ?? false);
  if (!mayDismiss) {
    await interaction.reply({ ...createNotice(NOTICES.notYours), flags: MessageFlags.Ephemeral });
    return;
  }
  await interaction.deferUpdate();
  await interaction.deleteReply();
  context.logger.info({ messageId: interaction.message.id, userId: interaction.user.id }, 'answer dismissed');
};
