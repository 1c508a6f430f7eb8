import type { EventEmitter } from 'node:events';
import type {
  APIApplicationCommandOptionChoice,
  APIInteraction,
  APIModalInteractionResponseCallbackData,
  InteractionType,
} from 'discord-api-types/v10';

/**
 * One use of a command, button, menu or form, and what the bot has made of it.
 *
 *     pending ── first response ──► acknowledged
 *        └────── deadline ────────► failed
 */
export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** Milliseconds since the Unix epoch, by the world's clock. */
  readonly createdAtMs: number;
  /** Name of the command, for commands only. */
  readonly commandName: string | null;
  /** Message that a message command was used on. */
  readonly targetMessageId: string | null;
  /** Message that the button, menu or form belongs to. */
  readonly sourceMessageId: string | null;
  /** As it goes to the bot. */
  readonly payload: APIInteraction;
  state: 'pending' | 'acknowledged' | 'failed';
  /** The first response was a deferral. */
  deferred: boolean;
  /** The first response is for the asker only. */
  ephemeral: boolean;
  /** The message that `@original` means; null where there is none (yet). */
  originalMessageId: string | null;
  readonly followUpIds: string[];
  choices: readonly APIApplicationCommandOptionChoice[] | null;
  modal: APIModalInteractionResponseCallbackData | null;
  /** The response shows something: it was no deferral, or the deferral was followed by an edit. */
  answered: boolean;
  /** Emits `change` after each of the above. */
  readonly changes: EventEmitter<{ change: [] }>;
  cancelDeadline: () => void;
}
