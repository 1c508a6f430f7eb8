import { ApplicationCommandOptionType, type APIApplicationCommandBasicOption } from 'discord.js';
import { MAX_DATE_OPTION_LENGTH, MAX_FILTER_LENGTH } from '../limits.ts';

/** What narrows `/milestones` and `/timeline`; every part may be left out. */
export const MILESTONE_OPTIONS = [
  {
    type: ApplicationCommandOptionType.String,
    name: 'topic',
    description: 'Only milestones about this',
    max_length: MAX_FILTER_LENGTH,
    autocomplete: true,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'article',
    description: 'Only milestones of this article',
    max_length: MAX_FILTER_LENGTH,
    autocomplete: true,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'from',
    description: 'Not before this year, month or day, such as 2009, March 2018 or 2025-08-22',
    max_length: MAX_DATE_OPTION_LENGTH,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'to',
    description: 'Not after this year, month or day',
    max_length: MAX_DATE_OPTION_LENGTH,
  },
] as const satisfies readonly APIApplicationCommandBasicOption[];
