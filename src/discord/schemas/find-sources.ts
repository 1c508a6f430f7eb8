import { ApplicationCommandType, type RESTPostAPIContextMenuApplicationCommandsJSONBody } from 'discord.js';
import { EVERYWHERE } from './everywhere.ts';

/** "Find sources" in the menu of a message. */
export const FIND_SOURCES_SCHEMA = {
  type: ApplicationCommandType.Message,
  name: 'Find sources',
  ...EVERYWHERE,
} as const satisfies RESTPostAPIContextMenuApplicationCommandsJSONBody;
