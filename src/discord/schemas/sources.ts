import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { EVERYWHERE } from './everywhere.ts';

/** `/sources`: all articles, or one. */
export const SOURCES_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'sources',
  description: 'List the articles that answers are quoted from',
  ...EVERYWHERE,
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'article',
      description: 'Show what is known of one article',
      autocomplete: true,
    },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
