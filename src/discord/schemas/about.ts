import { ApplicationCommandType, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { EVERYWHERE } from './everywhere.ts';

/** `/about`: how Footnote works and how old its index is. */
export const ABOUT_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'about',
  description: 'How this bot works, how many articles it knows and how old its index is',
  ...EVERYWHERE,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
