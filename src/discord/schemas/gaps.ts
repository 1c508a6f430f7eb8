import { ApplicationCommandType, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { MANAGERS_ONLY } from './managers-only.ts';

/** `/gaps`: what people ask in vain. */
export const GAPS_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'gaps',
  description: 'What is asked here most often that the articles do not answer, or not well',
  ...MANAGERS_ONLY,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
