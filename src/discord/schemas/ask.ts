import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { EVERYWHERE } from './everywhere.ts';
import { MAX_QUESTION_OPTION_LENGTH } from '../limits.ts';

/** `/ask`, wherever a person can type. */
export const ASK_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'ask',
  description: 'Ask the articles: get quotes with footnotes, or an honest no',
  ...EVERYWHERE,
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'question',
      description: 'Your question, in your own words',
      required: true,
      max_length: MAX_QUESTION_OPTION_LENGTH,
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      name: 'private',
      description: 'Show the answer only to you (default: no)',
    },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
