import type {
  ApplicationCommandType,
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { BotContext } from '../bot-context.ts';

/** A command that is typed. */
export interface ChatInputCommand {
  readonly schema: RESTPostAPIChatInputApplicationCommandsJSONBody & {
    readonly type: ApplicationCommandType.ChatInput;
  };
  readonly run: (interaction: ChatInputCommandInteraction, context: BotContext) => Promise<void>;
  /** Answers from memory: Discord offers no way to defer the choices. */
  readonly complete?: (interaction: AutocompleteInteraction, context: BotContext) => Promise<void>;
}

/** A command in the menu of a message. */
export interface MessageCommand {
  readonly schema: RESTPostAPIContextMenuApplicationCommandsJSONBody & {
    readonly type: ApplicationCommandType.Message;
  };
  readonly run: (interaction: MessageContextMenuCommandInteraction, context: BotContext) => Promise<void>;
}
