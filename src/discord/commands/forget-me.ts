import { MessageFlags } from 'discord.js';
import { describeError } from '../failures/describe-error.ts';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import { renderForgotten } from '../render/render-forgotten.ts';
import { FORGET_ME_SCHEMA } from '../schemas/forget-me.ts';
import type { ChatInputCommand } from './command.ts';

/** `/forget-me`, only for the one who asks. */
export const forgetMeCommand: ChatInputCommand = {
  schema: FORGET_ME_SCHEMA,
  run: async (interaction, { feedback, logger }) => {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    try {
      const forgotten = await feedback.forgetPerson(interaction.user.id);
      await interaction.editReply(createNotice(renderForgotten(forgotten, feedback.describe())));
    } catch (error) {
      logger.error(
        { interactionId: interaction.id, err: describeError(error) },
        'a person could not be forgotten',
      );
      await interaction.editReply(createNotice(NOTICES.forgetAgain));
    }
  },
};
