import { ApplicationCommandType, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { EVERYWHERE } from './everywhere.ts';
import { MILESTONE_OPTIONS } from './milestone-options.ts';

/** `/milestones`: dated events, oldest first. */
export const MILESTONES_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'milestones',
  description: 'List what happened when, oldest first, as the articles tell it',
  ...EVERYWHERE,
  options: [...MILESTONE_OPTIONS],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
