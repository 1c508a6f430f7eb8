import { ApplicationCommandType, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { EVERYWHERE } from './everywhere.ts';
import { MILESTONE_OPTIONS } from './milestone-options.ts';

/** `/timeline`: the same events as `/milestones`, as a picture. */
export const TIMELINE_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'timeline',
  description: 'Draw what happened when, as the articles tell it',
  ...EVERYWHERE,
  options: [...MILESTONE_OPTIONS],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
