import { answerInteraction } from '../asking/answer-interaction.ts';
import { ASK_SCHEMA } from '../schemas/ask.ts';
import { readArguments } from '../schemas/read-arguments.ts';
import type { ChatInputCommand } from './command.ts';

/** `/ask question:… [private]` */
export const askCommand: ChatInputCommand = {
  schema: ASK_SCHEMA,
  run: async (interaction, context) => {
    const { question, private: isPrivate = false } = readArguments(interaction, ASK_SCHEMA);
    await answerInteraction(interaction, { way: 'ask', question, isPrivate, targetMessageId: null }, context);
  },
};
