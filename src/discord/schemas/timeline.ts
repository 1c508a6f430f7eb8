import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { MILESTONE_OPTIONS } from './milestone-options.ts';

/** `/timeline`: the same events as `/milestones`, as a picture. */
export const TIMELINE_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'timeline',
  description: 'Draw what happened when, as the articles tell it',
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  options: [...MILESTONE_OPTIONS],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
