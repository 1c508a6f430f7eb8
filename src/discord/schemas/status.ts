import { ApplicationCommandType, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { MANAGERS_ONLY } from './managers-only.ts';

/** `/status`: how the bot is doing. */
export const STATUS_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'status',
  description: 'How this bot is doing: index, connection, questions and their times',
  ...MANAGERS_ONLY,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
