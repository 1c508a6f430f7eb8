import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { MILESTONE_OPTIONS } from './milestone-options.ts';

/** `/milestones`: dated events, oldest first. */
export const MILESTONES_SCHEMA = {
  type: ApplicationCommandType.ChatInput,
  name: 'milestones',
  description: 'List what happened when, oldest first, as the articles tell it',
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  options: [...MILESTONE_OPTIONS],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
