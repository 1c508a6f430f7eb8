import { MessageFlags } from 'discord.js';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import type { ButtonHandler } from './button.ts';

/** 👍 and 👎: one rating a person and question, which can be changed. */
export const rateAnswer: ButtonHandler<'rate'> = async (interaction, { rating, questionId }, context) => {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const outcome = await context.feedback.noteRating({ questionId, userId: interaction.user.id, rating });
  if (outcome !== 'known') context.record.noteRating(rating, { isChange: outcome === 'changed' });
  const words = {
    counted: NOTICES.ratingCounted,
    changed: NOTICES.ratingChanged,
    known: NOTICES.ratingKnown,
  };
  await interaction.editReply(createNotice(words[outcome]));
};
