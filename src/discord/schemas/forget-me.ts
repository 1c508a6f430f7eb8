import { ApplicationCommandType, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { EVERYWHERE } from './everywhere.ts';

/** `/forget-me`: what is kept of the one who uses it goes. */
export const FORGET_ME_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'forget-me',
  description: 'Delete the questions and ratings of yours that this bot keeps',
  ...EVERYWHERE,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
