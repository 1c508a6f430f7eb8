import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { EVERYWHERE } from './everywhere.ts';
import { MAX_FILTER_LENGTH } from '../limits.ts';

/** `/milestone`: one dated event, in its passage. */
export const MILESTONE_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'milestone',
  description: 'Show one milestone in the passage that tells of it',
  ...EVERYWHERE,
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'name',
      description: 'Some words or the year of it; choose from the list',
      required: true,
      max_length: MAX_FILTER_LENGTH,
      autocomplete: true,
    },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
