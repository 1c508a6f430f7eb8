import {
  MessageFlags,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { NOTICES, renderTooFast } from '../notices.ts';
import { renderMissingPermissions } from '../permissions.ts';
import { createNotice } from '../render/message-body.ts';
import { askLibrary, readKeptDays, renderReply, type QuestionOrigin } from './ask-library.ts';
import { findMissingHere } from './find-missing-here.ts';

/** What a command asks. */
export interface InteractionQuestion {
  readonly way: QuestionOrigin['way'];
  readonly question: string;
  readonly isPrivate: boolean;
  /** The message whose sources are looked for; null for a question of the asker's own. */
  readonly targetMessageId: string | null;
}

/**
 * Answers a command. Whether the reply is private can be decided only when it is deferred, so everything that decides
 * it comes first and needs no waiting; the library is asked after Discord has taken the deferral.
 */
export async function answerInteraction(
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  asked: InteractionQuestion,
  context: BotContext,
): Promise<void> {
  const admission = context.desk.admit(interaction.user.id, interaction);
  if (admission.outcome !== 'admitted') {
    const words =
      admission.outcome === 'too-fast' ? renderTooFast(admission.seconds) : NOTICES[admission.outcome];
    await interaction.reply({ ...createNotice(words), flags: MessageFlags.Ephemeral });
    return;
  }
  try {
    const missing = findMissingHere(interaction);
    const isPrivate = asked.isPrivate || missing.length > 0;
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    const origin = {
      way: asked.way,
      id: interaction.id,
      userId: interaction.user.id,
      channelId: interaction.channelId,
      guildId: interaction.guildId,
      isPrivate: isPrivate || !interaction.inCachedGuild(),
    };
    const reply = await askLibrary(asked.question, admission, origin, context);
    const setting = {
      askerId: interaction.user.id,
      question: asked.question,
      audience: isPrivate ? ('asker' as const) : ('everyone' as const),
      canPost: interaction.inGuild() && missing.length === 0,
      targetMessageId: asked.targetMessageId,
      questionId: interaction.id,
      keptDays: readKeptDays(origin, context),
      note:
        missing.length === 0 || asked.isPrivate
          ? null
          : `Only you see this. ${renderMissingPermissions(missing, 'this channel')}`,
    };
    await interaction.editReply(renderReply(reply, setting, context));
  } finally {
    admission.leave();
  }
}
