import { ApplicationCommandType, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { MANAGERS_ONLY } from './managers-only.ts';

/** `/reindex`: the index is built again from the articles. */
export const REINDEX_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'reindex',
  description: 'Read the articles again, and answer from them as they are now',
  ...MANAGERS_ONLY,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
