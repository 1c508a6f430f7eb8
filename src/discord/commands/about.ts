import { MessageFlags } from 'discord.js';
import { findMissingPermissions, renderMissingPermissions } from '../permissions.ts';
import { renderAbout } from '../render/render-about.ts';
import { ABOUT_SCHEMA } from '../schemas/about.ts';
import type { ChatInputCommand } from './command.ts';

/** `/about`; it also tells which permission the bot lacks where it was asked. */
export const aboutCommand: ChatInputCommand = {
  schema: ABOUT_SCHEMA,
  run: async (interaction, context) => {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const where = { isThread: interaction.channel?.isThread() ?? false, refersToMessage: true };
    const missing = interaction.inCachedGuild()
      ? findMissingPermissions(interaction.appPermissions, where)
      : [];
    const warnings = missing.length === 0 ? [] : [renderMissingPermissions(missing, 'this channel')];
    await interaction.editReply(renderAbout(context.library.describe(), warnings, Date.now()));
  },
};
