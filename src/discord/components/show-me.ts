import { MessageFlags } from 'discord.js';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import { renderPassage } from '../render/render-passage.ts';
import type { ButtonHandler } from './button.ts';

/** "Show me": the whole passage, privately. What to show stands in the button, so it works after a restart. */
export const showPassage: ButtonHandler<'show'> = async (interaction, action, context) => {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const passage = context.library.findPassage(action.passageId);
  await interaction.editReply(
    passage === undefined ? createNotice(NOTICES.passageGone) : renderPassage(passage, action.spans),
  );
};
