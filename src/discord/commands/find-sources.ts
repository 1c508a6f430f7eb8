import { MessageFlags } from 'discord.js';
import { answerInteraction } from '../asking/answer-interaction.ts';
import { readWords } from '../messages/read-words.ts';
import { NOTICES } from '../notices.ts';
import { createNotice } from '../render/message-body.ts';
import { FIND_SOURCES_SCHEMA } from '../schemas/find-sources.ts';
import type { MessageCommand } from './command.ts';

/** "Find sources" on anyone's message: a private answer that can be posted for everyone. */
export const findSourcesCommand: MessageCommand = {
  schema: FIND_SOURCES_SCHEMA,
  run: async (interaction, context) => {
    const target = interaction.targetMessage;
    const question = readWords(target.content, (userId) => target.mentions.users.get(userId)?.displayName);
    if (question === '') {
      await interaction.reply({ ...createNotice(NOTICES.noText), flags: MessageFlags.Ephemeral });
      return;
    }
    const asked = { way: 'find-sources', question, isPrivate: true, targetMessageId: target.id } as const;
    await answerInteraction(interaction, asked, context);
  },
};
